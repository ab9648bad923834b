import { expect, it } from 'vitest';
import type { ReplayState } from '../../../contract/model/replay.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import { settle } from './outcome.ts';

const stateOf = (closeAtEnd: boolean) => ({
  replay: { settings: { closeAtEnd } }, equity: 11_000, cash: 1_000, position: { size: 10, averagePrice: 900, profit: 1_000 }, orders: [{ order: 2 }], trades: [{ trade: 1 }],
  closedTrades: [], closedCount: 0, closedProfit: 0, fills: [{ timeMs: 1, side: 'buy', size: 10, price: 900, commission: 0 }], fillCount: 1,
}) as unknown as ReplayState;
const report = {
  trades: { total: 1, pnl: 990, rows: [{ side: 'long', size: 10, exitTimeMs: 9, exitPrice: 1_000, exitReason: 'end', pnl: 990 }] }, curve: { equity: [10_000, 10_990] },
} as unknown as BacktestReport;

it('what was held at the end is closed, as the run says: nothing is held, nothing waits, and the mark of the exit is there', () => {
  const settled = settle(stateOf(true), report);
  expect(settled).toMatchObject({ equity: 10_990, cash: 10_990, position: { size: 0, averagePrice: null, profit: 0 }, orders: [], trades: [], closedCount: 1, closedProfit: 990, fillCount: 2 });
  expect(settled.fills.at(-1)).toEqual({ timeMs: 9, side: 'sell', size: 10, price: 1_000, commission: 0 });
});

it('where the settings leave open what is open, the state is as it was told', () => {
  const state = stateOf(false);
  expect(settle(state, report)).toBe(state);
});
