import type { BarColumns, SeriesKey } from '../../../src/contract/model/bar.ts';
import { instrumentId } from '../../../src/contract/model/instrument.ts';
import { timeframe } from '../../../src/contract/model/timeframe.ts';

export const key = (length: string): SeriesKey => ({ instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe(length) });

/** Bars of the minutes `from` to `to` (exclusive) since the epoch; their values follow from the minute. */
export function minuteBars(from: number, to: number): BarColumns {
  const column = (value: (minute: number) => number): Float64Array => Float64Array.from({ length: to - from }, (_, i) => value(from + i));
  return {
    time: column((m) => m * 60_000),
    open: column((m) => 100 + (m % 97) / 100),
    high: column((m) => 102 + (m % 89) / 100),
    low: column((m) => 98 + (m % 83) / 100),
    close: column((m) => 100 + (m % 79) / 100),
    volume: column((m) => m % 10_000),
  };
}
