/** Pixels that the pointer moves before a press is a drag and not a click. */
export const dragThresholdPx = 4;

/** Where the pointer is and how large the stage of the prices is, in pixels from its top left corner. */
export type DragPoint = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A line that is held by its label: it keeps its distance from the pointer, wherever the label was taken hold of. */
export class LevelDrag {
  readonly #pointerY: number;
  readonly #offset: number;
  #isMoving = false;

  /** The heights of the pointer and of the line when it was taken hold of. */
  constructor(pointerY: number, lineY: number) {
    this.#pointerY = pointerY;
    this.#offset = lineY - pointerY;
  }

  /** The height that the line is drawn to; null: nowhere else, since it is but a click so far or the pointer is outside the prices. */
  moveTo({ x, y, width, height }: DragPoint): number | null {
    this.#isMoving ||= Math.abs(y - this.#pointerY) >= dragThresholdPx;
    const lineY = y + this.#offset;
    const isInside = x >= 0 && x <= width && lineY >= 0 && lineY <= height;
    return this.#isMoving && isInside ? lineY : null;
  }
}
