import type { BarColumns } from '../../../contract/model/bar.ts';
import type { BacktestTrade } from '../../../contract/model/backtest.ts';
import { mostReplayRows, type Replay, type ReplayOrder, type ReplayState, type ReplayTrade } from '../../../contract/model/replay.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { NumberedOrder, ReplayRun } from '../../../quant/replay/index.ts';

type Bar = ReplayState['bar'];

/** A bar of columns. */
export function barAt({ time, open, high, low, close, volume }: BarColumns, i: number): Bar {
  const at = (column: Float64Array): number => column[i] ?? 0;
  return { time: epochMs(at(time)), open: at(open), high: at(high), low: at(low), close: at(close), volume: at(volume) };
}

/** What is told of a replay besides the run itself. */
export type Telling = { readonly replay: Replay; readonly isPlaying: boolean; readonly laterIntents: number };

/** A replay at its present, in the words of the contract. */
export function tellState(run: ReplayRun, bars: BarColumns, { replay, isPlaying, laterIntents }: Telling): ReplayState {
  const timeOf = (bar: number): EpochMs => epochMs(bars.time[bar] ?? 0);
  const { settled, fills, trades, refusals } = run;
  return {
    replay, isPlaying, isAtEnd: run.bar >= run.count - 1, bar: barAt(bars, run.bar), cash: run.cash, equity: run.equity, position: positionOf(run), laterIntents,
    orders: run.orders.map((order) => tellOrder(order, run, timeOf)),
    trades: trades.map((trade): ReplayTrade => ({
      trade: trade.id, side: trade.isLong ? 'long' : 'short', size: Math.abs(trade.lots) * run.lotSize, entryPrice: trade.entryPrice, entryMs: timeOf(trade.entryBar),
      stopLoss: trade.stopLoss === null ? null : numberOrNull(trade.stopLoss.stop), takeProfit: trade.takeProfit === null ? null : numberOrNull(trade.takeProfit.limit), profit: run.profitOf(trade),
    })),
    closedTrades: settled.slice(-mostReplayRows).map((trade): BacktestTrade => ({
      symbol: trade.symbol, side: trade.isLong ? 'long' : 'short', size: Math.abs(trade.size), entryTimeMs: timeOf(trade.entryBar), entryPrice: trade.entryPrice, entryBar: trade.entryBar,
      exitTimeMs: timeOf(trade.exitBar), exitPrice: trade.exitPrice, exitBar: trade.exitBar, pnl: trade.pnl, commission: trade.commission, ...(trade.carry === 0 ? {} : { carry: trade.carry }),
      exitReason: trade.reason,
    })),
    closedCount: settled.length,
    closedProfit: settled.reduce((sum, { pnl }) => sum + pnl, 0),
    fills: fills.slice(-mostReplayRows).map(({ timeMs, side, size, price, commission }) => ({ timeMs, side, size, price, commission })),
    fillCount: fills.length,
    refusals: refusals.slice(-mostReplayRows).map(({ bar, reason }) => ({ timeMs: timeOf(bar), message: refusalWords[reason] })),
    refusalCount: refusals.length,
    ruin: run.ruinedAt === null ? null : `All cash was lost on the bar of ${new Date(timeOf(run.ruinedAt)).toISOString()}; nothing more can be traded.`,
  };
}

const refusalWords = {
  margin: 'An order was not filled: the margin left did not cover its size and costs.',
  'below-minimum-size': 'An order was not filled: what could be spent buys less than the smallest size.',
} as const;

function positionOf(run: ReplayRun): ReplayState['position'] {
  let [size, cost, profit] = [0, 0, 0];
  for (const trade of run.trades) {
    size += trade.lots * run.lotSize;
    cost += trade.lots * run.lotSize * trade.entryPrice;
    profit += run.profitOf(trade);
  }
  return { size, averagePrice: size === 0 ? null : cost / size, profit };
}

const kinds = ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'] as const;
const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function tellOrder({ number, order, placedBar }: NumberedOrder, run: ReplayRun, timeOf: (bar: number) => EpochMs): ReplayOrder {
  const { trade } = order;
  const units = order.lotsLeft >= 0 ? order.lotsLeft * run.lotSize : order.sizeKind === 0 ? order.size * run.lotSize : NaN;
  return {
    order: number, side: order.isBuy ? 'buy' : 'sell', type: kinds[order.kind] ?? 'market', role: roleOf(order), trade: trade?.id ?? null, quantity: numberOrNull(units), limitPrice: numberOrNull(order.limit),
    stopPrice: numberOrNull(order.follow === null ? order.stop : order.trailedStop), stopLoss: numberOrNull(order.stopLoss), takeProfit: numberOrNull(order.takeProfit), placedMs: timeOf(placedBar),
  };
}

function roleOf({ trade, follow, reason }: NumberedOrder['order']): ReplayOrder['role'] {
  if (trade === null) return 'entry';
  if (follow !== null) return 'trailing-stop';
  return reason === 'stop-loss' || reason === 'take-profit' ? reason : 'exit';
}
