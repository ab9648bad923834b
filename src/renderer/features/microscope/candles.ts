/** Bars as they come from the application, a list a column. */
export type Bars = Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close', readonly number[]>>;

/** A candle in the units of a drawing; y grows downwards. */
export type Candle = {
  readonly timeMs: number;
  readonly x: number;
  /** Distance from one to the next. */
  readonly step: number;
  readonly high: number;
  readonly low: number;
  /** Of its body. */
  readonly top: number;
  readonly bottom: number;
  readonly isUp: boolean;
  /** It is the moment that is looked at. */
  readonly isNow: boolean;
};

/** Room over and under the candles, for marks. */
const margin = 16;

/** The candles around a moment, so many on each side where there are so many; none where no bar is at or before it. */
export function toCandles({ time, open, high, low, close }: Bars, timeMs: number, around: number, width: number, height: number): readonly Candle[] {
  const now = time.findLastIndex((start) => start <= timeMs);
  if (now === -1) return [];
  const from = Math.max(0, now - around);
  const to = Math.min(time.length, now + around + 1);
  const highest = Math.max(...high.slice(from, to));
  const lowest = Math.min(...low.slice(from, to));
  const scale = (height - 2 * margin) / (highest - lowest || 1);
  const toY = (price: number): number => Math.round((margin + (highest - price) * scale) * 10) / 10;
  // The moment stands still in the middle; what is not there leaves room.
  const step = width / (2 * around + 1);
  return time.slice(from, to).map((start, k) => {
    const i = from + k;
    const [opened, closed] = [open[i] ?? 0, close[i] ?? 0];
    return {
      timeMs: start, x: Math.round((i - now + around + 0.5) * step * 10) / 10, step, high: toY(high[i] ?? 0), low: toY(low[i] ?? 0),
      top: toY(Math.max(opened, closed)), bottom: toY(Math.min(opened, closed)), isUp: closed >= opened, isNow: i === now,
    };
  });
}
