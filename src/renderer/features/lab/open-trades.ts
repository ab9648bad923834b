import type { BacktestReport } from '../../../contract/model/report.ts';

/** Trades that the run ended in, and what they have made so far; null: there are none. */
export function openTradesOf({ metrics, spec, trades }: Pick<BacktestReport, 'metrics' | 'spec' | 'trades'>): { readonly count: number; readonly pnl: number | null } | null {
  const valueOf = (name: string): number | null => metrics.find((metric) => metric.name === name)?.value ?? null;
  const [count, finalEquity] = [valueOf('openTrades') ?? 0, valueOf('finalEquity')];
  // What the money has grown by is the sum of what was closed and of what is open.
  return count === 0 ? null : { count, pnl: finalEquity === null ? null : finalEquity - spec.settings.cash - trades.pnl };
}
