import type { BacktestTrade } from '../../contract/model/backtest.ts';
import type { PaperAccount, PaperFigures } from '../../contract/model/paper-session.ts';
import type { RecordedRun } from '../microscope/index.ts';
import { openBefore } from '../microscope/open-orders.ts';
import { eventKind, type RunJournal } from '../microscope/run-journal.ts';

/**
 * The last moment whose lines are told. An order for the closing price of a day is settled only by the next bar, which shows that the day is
 * over: where there is one, the last moment waits for it.
 */
export function lastToldMoment({ orders, time }: RunJournal): number {
  return time.length - (orders.auction.includes(2) ? 2 : 1);
}

/** The account after the last moment. */
export function readAccount({ journal, settled }: RecordedRun, cashAtStart: number): PaperAccount {
  const last = journal.time.length - 1;
  const { events } = journal;
  let fills = 0;
  for (const kind of events.kind) if (kind === eventKind.filled) fills += 1;
  const equity = journal.equity[last] ?? cashAtStart;
  return {
    cash: journal.cash[last] ?? cashAtStart, equity, profit: equity - cashAtStart,
    positions: journal.symbols.flatMap(({ symbol, held, average, profit }) => (Math.abs(held[last]) < 1e-9 ? [] : [{ symbol, size: held[last], averagePrice: average[last], openProfit: profit[last] }])),
    openOrders: openBefore(journal, last + 1).size, fills, trades: settled.length,
  };
}

/** What closed trades and the equity since a moment come to. */
export function readFigures(trades: readonly BacktestTrade[], equity: Float64Array, cash: number, fees: number): PaperFigures {
  const profit = (equity.at(-1) ?? cash) - cash;
  let [high, maxDrawdown] = [cash, 0];
  for (const value of equity) {
    high = Math.max(high, value);
    maxDrawdown = Math.min(maxDrawdown, value / high - 1);
  }
  const [won, lost] = [trades.filter(({ pnl }) => pnl > 0), trades.filter(({ pnl }) => pnl < 0)];
  const sum = (some: readonly BacktestTrade[]): number => some.reduce((total, { pnl }) => total + pnl, 0);
  return {
    profit, return: profit / cash, maxDrawdown, trades: trades.length, wins: won.length, winShare: trades.length === 0 ? null : won.length / trades.length,
    profitFactor: lost.length === 0 ? null : sum(won) / -sum(lost), averageTrade: trades.length === 0 ? null : sum(trades) / trades.length, fees,
  };
}
