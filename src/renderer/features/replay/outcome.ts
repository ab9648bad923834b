import type { ReplayScore, ReplayState } from '../../../contract/model/replay.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Client } from '../../api/index.ts';

/** What a finished replay came to: its score, and the report of the run that it became. */
export type Outcome = { readonly score: ReplayScore; readonly report: BacktestReport };

/** Enough points for the width of a panel, and the trades that a state tells at most. */
const curvePoints = 600;
const mostTrades = 500;

export async function loadOutcome({ api }: Client, replayId: string): Promise<Outcome> {
  const score = await api.replays.finish({ replayId });
  const report = await api.backtests.report({ runId: score.runId, points: curvePoints, tradesFrom: Math.max(0, score.trades - mostTrades), tradesLimit: mostTrades });
  return { score, report };
}

/** A finished replay as its run ended: what was held was closed on the last bar, where the settings say so, and nothing waits any more. */
export function settle(state: ReplayState, { trades, curve }: Pick<BacktestReport, 'trades' | 'curve'>): ReplayState {
  if (!state.replay.settings.closeAtEnd) return state;
  const equity = curve.equity.at(-1) ?? state.equity;
  const closings = trades.rows.filter(({ exitReason }) => exitReason === 'end').map(({ exitTimeMs, side, size, exitPrice }) => ({ timeMs: exitTimeMs, side: side === 'long' ? ('sell' as const) : ('buy' as const), size, price: exitPrice, commission: 0 }));
  return {
    ...state, equity, cash: equity, position: { size: 0, averagePrice: null, profit: 0 }, orders: [], trades: [],
    closedTrades: trades.rows, closedCount: trades.total, closedProfit: trades.pnl, fills: [...state.fills, ...closings], fillCount: state.fillCount + closings.length,
  };
}
