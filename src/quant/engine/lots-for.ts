import type { RunContext } from './run-context.ts';
import type { OrderCost } from './sizing.ts';
import { sizeKind, type Order, type SettledTrade, type Trade } from './trade.ts';
import { trailedFrom } from './trail.ts';

const yearMs = 365.25 * 86_400_000;
/** Closed trades that Kelly's formula looks back on, and how few of them say nothing yet. */
const kellyTrades = 100;
const kellyLeast = 20;
/** Share of what Kelly's formula may take that is risked while there are too few trades to ask. */
const kellyStart = 0.1;

/** Lots of an order as it fills, from its size and what can be afforded now. `mark`: the price at which open trades count. 0: none. */
export function lotsFor(run: RunContext, order: Order, cost: OrderCost, mark: number): number {
  const { profile, account, leverage } = run;
  switch (order.sizeKind) {
    case sizeKind.lots: return order.size;
    case sizeKind.notional: return Math.floor(order.size / cost.entryPrice);
    case sizeKind.share:
      run.reading.isEquitySeen = true;
      return profile.sizing.lotsForShare(cost, { available: account.availableMargin(mark), leverage });
    default: {
      run.reading.isEquitySeen = true;
      const wanted = Math.floor(Math.max(0, unitsOf(run, order, cost, account.equity(mark))) / run.lotSize + 1e-9);
      const against = run.settings.hedging ? 0 : lotsAgainst(account.trades, order.isBuy);
      const available = account.availableMargin(mark) + (against * mark * account.rate * run.lotSize) / leverage;
      return Math.min(wanted, against + profile.sizing.lotsForShare({ ...cost, size: 1 }, { available, leverage }));
    }
  }
}

/** Lots of the trades on the other side: closing them takes no margin and gives theirs back. */
export function lotsAgainst(trades: readonly Trade[], isBuy: boolean): number {
  let lots = 0;
  for (const trade of trades) if (trade.isLong !== isBuy) lots += Math.abs(trade.lots);
  return lots;
}

function unitsOf(run: RunContext, order: Order, { entryPrice }: OrderCost, equity: number): number {
  const price = entryPrice / run.lotSize;
  switch (order.sizeKind) {
    case sizeKind.equity: return (equity * order.size) / price;
    case sizeKind.risk: {
      const { rate } = run.account;
      const own = price / rate;
      return (equity * order.size) / (Math.abs(own - stopOf(order, own)) * rate);
    }
    case sizeKind.volatility: return (equity * order.size) / (annualDeviation(run, order.window) * price);
    default: return (equity * order.size * kellyFraction(run.account.settled)) / price;
  }
}

/** Where the trade of an order would be stopped out: its stop-loss, or where its trail begins. */
function stopOf(order: Order, price: number): number {
  const trailed = order.trail === null ? NaN : trailedFrom(!order.isBuy, price, order.trail);
  if (Number.isNaN(trailed) || Number.isNaN(order.stopLoss)) return Number.isNaN(trailed) ? order.stopLoss : trailed;
  return order.isBuy ? Math.max(trailed, order.stopLoss) : Math.min(trailed, order.stopLoss);
}

/** Sample deviation of the returns of the bars before the one that fills, over a year by how close those bars lie. Infinite: not known yet. */
function annualDeviation({ columns, bars, time }: RunContext, window: number): number {
  const bar = time.bar - 1;
  const deviation = columns.deviation(window)[bar];
  if (!(deviation > 0)) return Infinity;
  return deviation * Math.sqrt((window * yearMs) / (bars.time[bar] - bars.time[bar - window]));
}

/**
 * The share of equity that grows it fastest by the trades closed so far (Kelly 1956): W − (1 − W) / R, with W the share of winners and R the
 * mean gain over the mean loss, as shares of the entry. A tenth while fewer than twenty are closed; nothing where the trades have lost.
 */
export function kellyFraction(settled: readonly SettledTrade[]): number {
  const from = Math.max(0, settled.length - kellyTrades);
  const count = settled.length - from;
  if (count < kellyLeast) return kellyStart;
  let [won, gain, loss] = [0, 0, 0];
  for (let k = from; k < settled.length; k++) {
    const { returnShare } = settled[k];
    if (returnShare > 0) { won += 1; gain += returnShare; } else loss -= returnShare;
  }
  if (won === 0) return 0;
  if (loss === 0) return 1;
  const share = won / count;
  return Math.max(0, share - (1 - share) / (gain / won / (loss / (count - won))));
}
