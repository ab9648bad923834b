import type { BacktestResult } from '../../../contract/model/backtest.ts';
import { returnOf } from '../return-of.ts';

/** A field of a CSV file (RFC 4180). Text that a spreadsheet would take for a formula is led by an apostrophe. */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const toText = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => [head, ...rows].map((cells) => cells.map(field).join(',')).join('\r\n').concat('\r\n');

const iso = (ms: number): string => new Date(ms).toISOString();

/** Closed trades of a run in order of closing; moments in UTC. */
export const writeTrades = ({ trades }: BacktestResult): string =>
  toText(
    ['number', 'symbol', 'side', 'size', 'entry_time', 'entry_price', 'exit_time', 'exit_price', 'pnl', 'return', 'commission', 'carry', 'exit_reason'],
    trades.map((trade, k) => {
      const { symbol, side, size, entryTimeMs, entryPrice, exitTimeMs, exitPrice, pnl, commission, carry = 0, exitReason } = trade;
      return [k + 1, symbol, side, size, iso(entryTimeMs), entryPrice, iso(exitTimeMs), exitPrice, pnl, returnOf(trade), commission, carry, exitReason];
    }),
  );

/** Equity of a run at the close of each bar, with the fall below its highest value so far. */
export function writeEquity({ equity: { time, value } }: Pick<BacktestResult, 'equity'>): string {
  let peak = Number.NEGATIVE_INFINITY;
  return toText(['time', 'equity', 'drawdown'], time.map((ms, i) => {
    peak = Math.max(peak, value[i]!);
    return [iso(ms), value[i]!, value[i]! / peak - 1];
  }));
}
