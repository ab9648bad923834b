/** How a series is called that has longer bars of a symbol which is in the run, too: `ACME@1d` beside `ACME`. It is read through `c.timeframe('1d')`. */
export const longerName = (symbol: string, timeframe: string): string => `${symbol}@${timeframe}`;

/** Whether a series is there for reading alone: longer bars of one that comes before it. */
export function isForReading(symbol: string, before: Iterable<string>): boolean {
  for (const other of before) if (symbol.startsWith(`${other}@`)) return true;
  return false;
}

/** The series of a run that can be traded. */
export const tradedOf = <T extends { readonly symbol: string }>(series: readonly T[]): readonly T[] =>
  series.filter(({ symbol }, k) => !isForReading(symbol, series.slice(0, k).map((one) => one.symbol)));
