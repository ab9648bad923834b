export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
type Size = { readonly width: number; readonly height: number };

/** Space between the card, what it points at, and the edges of the window, in pixels. */
export const gap = 12;

/** The smallest box around all; null: there is none. */
export function joinBoxes(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const left = Math.min(...boxes.map((one) => one.left));
  const top = Math.min(...boxes.map((one) => one.top));
  return { left, top, width: Math.max(...boxes.map((one) => one.left + one.width)) - left, height: Math.max(...boxes.map((one) => one.top + one.height)) - top };
}

/**
 * Where the card stands: at the side of the target where it fits, left and right before above and below; where it fits nowhere, in the
 * target's lower right corner. Without a target in the middle. Never outside the window, unless the window is smaller than the card.
 */
export function placeCard(target: Box | null, card: Size, view: Size): { readonly left: number; readonly top: number } {
  const within = (left: number, top: number) => ({
    left: Math.max(gap, Math.min(left, view.width - card.width - gap)),
    top: Math.max(gap, Math.min(top, view.height - card.height - gap)),
  });
  if (target === null) return within((view.width - card.width) / 2, (view.height - card.height) / 2);
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  if (right + gap + card.width + gap <= view.width) return within(right + gap, target.top);
  if (target.left - gap - card.width >= gap) return within(target.left - gap - card.width, target.top);
  if (bottom + gap + card.height + gap <= view.height) return within(target.left, bottom + gap);
  if (target.top - gap - card.height >= gap) return within(target.left, target.top - gap - card.height);
  return within(right - card.width - gap, bottom - card.height - gap);
}
