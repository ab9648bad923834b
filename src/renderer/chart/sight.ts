/** What is in sight of a series, so that it can be found again among other bars of it. */
export type ChartSight = {
  /** Bars from edge to edge. */
  readonly width: number;
  /** Null: the newest bar is in sight and is followed. Else the bar at the right edge, by its start. */
  readonly rightMs: number | null;
  /** Bars from that bar to the right edge; of the newest bar where that is followed. */
  readonly air: number;
  /** The start of the oldest bar in sight; what must be loaded for it. */
  readonly leftMs: number;
};

type Timed = { readonly time: number };
type Range = { readonly from: number; readonly to: number };

/** `isCut`: newer bars than the last one were let go, so that there is no newest one to follow. */
export function keepSight(range: Range | null, bars: readonly Timed[], isCut: boolean): ChartSight | null {
  const newest = bars.length - 1;
  if (range === null || newest < 0) return null;
  const leftMs = bars[Math.min(newest, Math.max(0, Math.floor(range.from)))]?.time ?? 0;
  const width = range.to - range.from;
  if (range.to >= newest && !isCut) return { width, rightMs: null, air: range.to - newest, leftMs };
  const at = Math.min(newest, Math.max(0, Math.floor(range.to)));
  return { width, rightMs: bars[at]?.time ?? 0, air: range.to - at, leftMs };
}

/** The range of these bars that shows it; null: none does, as the bar at its right edge is not among them. */
export function rangeOf({ width, rightMs, air }: ChartSight, bars: readonly Timed[]): Range | null {
  const at = rightMs === null ? bars.length - 1 : bars.findLastIndex(({ time }) => time <= rightMs);
  return at < 0 ? null : { from: at + air - width, to: at + air };
}
