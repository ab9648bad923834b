/**
 * The stretch of a bar that a venue works: the whole of it, one of its finer bars, or its close alone. One object for each symbol,
 * changed in place.
 */
export class Slice {
  /** -1: no bar was worked yet. */
  bar = -1;
  /** Counts the stretches of a run. */
  step = 0;
  timeMs = NaN;
  open = NaN;
  high = NaN;
  low = NaN;
  close = NaN;
  /** Units that our orders may still take in this bar. */
  volumeLeft = Infinity;
}
