/** Heights of two lines at one place across, in pixels; NaN where one has no value. */
export type FillPoint = { readonly x: number; readonly first: number; readonly second: number };
/** A stretch in which the first line never crosses the second; heights grow downwards. */
export type FillStretch = { readonly isFirstAbove: boolean; readonly points: readonly FillPoint[] };

/** Cuts what lies between two lines where one of them has a gap and, so that it can wear two colours, where they cross. */
export function cutFill(points: readonly FillPoint[]): FillStretch[] {
  const stretches: FillStretch[] = [];
  let open: FillPoint[] = [];
  let side = 0;
  const close = (): void => {
    if (open.length > 1) stretches.push({ isFirstAbove: side <= 0, points: open });
    open = [];
    side = 0;
  };
  for (const point of points) {
    const apart = point.first - point.second;
    if (Number.isNaN(apart)) {
      close();
      continue;
    }
    const last = open.at(-1);
    if (last !== undefined && side * apart < 0) {
      const crossing = crossingOf(last, point);
      open.push(crossing);
      close();
      open.push(crossing);
    }
    open.push(point);
    if (apart !== 0) side = Math.sign(apart);
  }
  close();
  return stretches;
}

function crossingOf(from: FillPoint, to: FillPoint): FillPoint {
  const before = Math.abs(from.first - from.second);
  const share = before / (before + Math.abs(to.first - to.second));
  const y = from.first + (to.first - from.first) * share;
  return { x: from.x + (to.x - from.x) * share, first: y, second: y };
}
