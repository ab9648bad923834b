import type { ITimeScaleApi, Time, UTCTimestamp } from 'lightweight-charts';

type Timed = { readonly time: UTCTimestamp };

/** Where bars lie across. Those of a stretch without gaps lie evenly, so that only its ends are asked for. */
export function placesBetween(scale: ITimeScaleApi<Time>, bars: readonly Timed[], from: number, to: number): (index: number, bar: Timed) => number | null {
  const [first, last] = [bars[from], bars[to]];
  const [left, right] = [first, last].map((bar) => (bar === undefined ? null : scale.timeToCoordinate(bar.time)));
  const [start, end] = [first, last].map((bar) => (bar === undefined ? null : scale.timeToIndex(bar.time)));
  const isEven = to > from && typeof start === 'number' && typeof end === 'number' && end - start === to - from;
  if (!isEven || typeof left !== 'number' || typeof right !== 'number') return (_, bar) => scale.timeToCoordinate(bar.time);
  return (index) => left + ((right - left) * (index - from)) / (to - from);
}

/** Place of the first bar that is not before a time. */
export function indexFrom(bars: readonly Timed[], time: number): number {
  let [low, high] = [0, bars.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.time ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
