/** Share of bars with a position: every bar from entry to exit of some trade, both included. */
export function computeExposure(bars: number, trades: readonly { readonly entryBar: number; readonly exitBar: number }[]): number {
  // Entries and exits are counted where they happen, so that overlapping trades cost nothing extra.
  const change = new Int32Array(bars + 1);
  for (const { entryBar, exitBar } of trades) {
    change[entryBar]! += 1;
    change[Math.min(exitBar, bars - 1) + 1]! -= 1;
  }
  let held = 0;
  let covered = 0;
  for (let i = 0; i < bars; i++) {
    held += change[i]!;
    if (held > 0) covered += 1;
  }
  return covered / bars;
}
