import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { PriceChart } from '../../chart/index.ts';
import { LevelDrag, type DragPoint } from './level-drag.ts';

/** What a label that can be dragged listens to. */
export type Drag = {
  readonly begin: (event: PointerEvent<HTMLElement>) => void;
  readonly move: (event: PointerEvent<HTMLElement>) => void;
  readonly end: (event: PointerEvent<HTMLElement>) => void;
  readonly cancel: () => void;
};

/** Drags a label over the prices. Esc, and whatever takes the pointer away, ends it with nothing changed. Null prices: it stays at its own. */
export function useDrag(
  chart: PriceChart, element: RefObject<HTMLElement | null>, price: RefObject<number>, onDrag: (price: number | null) => void, onDrop: (price: number | null) => void,
): Drag {
  const held = useRef<{ readonly drag: LevelDrag; readonly release: () => void } | null>(null);
  useEffect(() => () => held.current?.release(), []);

  const pointOf = ({ clientX, clientY }: PointerEvent<HTMLElement>): DragPoint | null => {
    const box = element.current?.parentElement?.getBoundingClientRect();
    return box === undefined ? null : { x: clientX - box.left, y: clientY - box.top, width: box.width, height: chart.priceHeight };
  };
  const priceOf = (event: PointerEvent<HTMLElement>): number | null => {
    const point = pointOf(event);
    const y = point === null ? null : (held.current?.drag.moveTo(point) ?? null);
    const found = y === null ? null : chart.priceAt(y);
    return found !== null && found > 0 ? found : null;
  };
  const letGo = (): boolean => {
    const wasHeld = held.current !== null;
    held.current?.release();
    held.current = null;
    return wasHeld;
  };
  const cancel = (): void => {
    if (letGo()) onDrop(null);
  };
  return {
    begin(event) {
      const point = pointOf(event);
      const lineY = chart.yOf(price.current);
      if (event.button !== 0 || point === null || lineY === null) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const listen = (pressed: KeyboardEvent): void => {
        if (pressed.key !== 'Escape') return;
        // This Esc is for the drag: it disarms nothing and closes nothing.
        pressed.preventDefault();
        pressed.stopImmediatePropagation();
        cancel();
      };
      window.addEventListener('keydown', listen, { capture: true });
      held.current = { drag: new LevelDrag(point.y, lineY), release: () => window.removeEventListener('keydown', listen, { capture: true }) };
    },
    move(event) {
      if (held.current !== null) onDrag(priceOf(event));
    },
    end(event) {
      if (held.current === null) return;
      const dropped = priceOf(event);
      letGo();
      onDrop(dropped);
    },
    cancel,
  };
}
