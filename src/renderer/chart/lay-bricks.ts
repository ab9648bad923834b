/** What an indicator of bricks says of a bar; NaN where it says nothing. `close` NaN everywhere: the bricks are still forming when they are told. */
export type BrickPoint = { readonly open: number; readonly high: number; readonly low: number; readonly close: number };

/** A brick over bars from `from` to `to`, both included. `direction`: 1 up, −1 down, 0 not finished yet. */
export type Brick = { readonly from: number; to: number; readonly top: number; readonly bottom: number; readonly direction: 1 | -1 | 0 };

/** More on top of each other in one bar could not be told apart; they are one block. */
const mostStacked = 200;
/** What rounding may add to a height, in bricks. */
const tolerance = 1e-6;

/** The bricks of an indicator that says the last finished one, each from the bar that laid it to the bar before the next. A bar that laid several has them on top of each other. */
export function layFinished(points: readonly BrickPoint[]): Brick[] {
  const bricks: Brick[] = [];
  let before: BrickPoint | null = null;
  for (const [at, point] of points.entries()) {
    const { open, close } = point;
    if (Number.isNaN(open + close) || open === close) continue;
    const last = bricks.at(-1);
    if (last !== undefined && before !== null && before.open === open && before.close === close) {
      last.to = at;
      continue;
    }
    const direction = close > open ? 1 : -1;
    // A turn begins where the brick before began; the first of all may be several high, too, but where they began nobody says.
    const start = before === null ? open : before.close > before.open === close > open ? before.close : before.open;
    stack(bricks, at, start, close, Math.abs(close - open), direction);
    before = point;
  }
  return bricks;
}

/**
 * The bars of a range that an indicator says while they form, each over the bars in which it did. Where one ends, the next opens: upward
 * it is `height` above its low, downward as much below its high. Further ones that the same bar finished are on top of each other there.
 */
export function layForming(points: readonly BrickPoint[], height: number): Brick[] {
  const bricks: Brick[] = [];
  let from = 0;
  let forming: BrickPoint | null = null;
  for (const [at, point] of points.entries()) {
    if (Number.isNaN(point.open + point.high + point.low)) continue;
    if (forming !== null && point.open !== forming.open) {
      const direction = point.open > forming.open ? 1 : -1;
      const count = Math.max(1, Math.ceil(Math.abs(point.open - forming.open) / height - tolerance));
      const end = point.open - direction * (count - 1) * height;
      bricks.push(toBrick(from, Math.max(from, at - 1), end - direction * height, end, direction));
      if (count > 1) stack(bricks, at, end, point.open, height, direction);
      from = at;
    }
    if (forming === null) from = at;
    forming = point;
  }
  if (forming !== null) bricks.push({ from, to: points.length - 1, top: forming.high, bottom: forming.low, direction: 0 });
  return bricks;
}

const toBrick = (from: number, to: number, start: number, end: number, direction: Brick['direction']): Brick => ({ from, to, top: Math.max(start, end), bottom: Math.min(start, end), direction });

/** Lays bricks of a height from one price to another within a bar. */
function stack(bricks: Brick[], at: number, start: number, end: number, height: number, direction: 1 | -1): void {
  const count = Math.round(Math.abs(end - start) / height);
  if (count > mostStacked) {
    bricks.push(toBrick(at, at, start, end, direction));
    return;
  }
  for (let k = 1; k <= count; k++) bricks.push(toBrick(at, at, start + direction * (k - 1) * height, k === count ? end : start + direction * k * height, direction));
}
