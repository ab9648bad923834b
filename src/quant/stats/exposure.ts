type Held = { readonly entryBar: number; readonly exitBar: number };

/** Share of bars with a position: every bar from entry to exit of some trade, both included. */
export function computeExposure(bars: number, trades: readonly Held[]): number {
  let covered = 0;
  let next = 0;
  // Trades in order of entry: what each covers begins where the ones before it end.
  for (const { entryBar, exitBar } of inOrderOfEntry(trades)) {
    const end = Math.min(exitBar, bars - 1) + 1;
    if (end <= next) continue;
    covered += end - Math.max(entryBar, next);
    next = end;
  }
  return covered / bars;
}

/** Trades come in order of closing, which with one at a time is that of entry already. */
function inOrderOfEntry(trades: readonly Held[]): readonly Held[] {
  for (let k = 1; k < trades.length; k++) if (trades[k]!.entryBar < trades[k - 1]!.entryBar) return trades.toSorted((a, b) => a.entryBar - b.entryBar);
  return trades;
}
