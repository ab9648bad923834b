import type { BacktestSettings, EngineProfile } from '../../contract/model/backtest.ts';
import { computeFee } from '../fills/compute-fee.ts';
import { isLimitHit, limitOnBar } from '../fills/limit-on-bar.ts';
import { stopLimitOnBar } from '../fills/stop-limit-on-bar.ts';
import { backtestingPyTiming, nextBarTiming, optimisticTiming, pessimisticTiming, type BracketTiming } from './bracket-timing.ts';
import { leveragedPrice, marginAndCosts, type SizingRule } from './sizing.ts';
import type { Trade } from './trade.ts';

/** Commission of one fill, in currency. */
export type FeeRule = (settings: BacktestSettings, units: number, price: number) => number;

/** The conventions in which engines differ, as data and small functions. Nothing else in the engine knows a profile's name. */
export type Profile = {
  /** Share of the available margin that an order for `all` takes. */
  readonly wholeShare: number;
  /** Bars after the warm-up before the strategy is first asked. */
  readonly barsAfterWarmup: number;
  /** Share of the price by which buys see each bar higher and sells lower, on entry and exit. */
  barSpread(spreadRate: number): number;
  /** Share of the price that a trade's entry is worse than its fill, once. */
  entrySpread(spreadRate: number): number;
  readonly fee: FeeRule;
  /** What of the commission of a trade's entry is counted to a part of it that closes. */
  entryFee(settings: BacktestSettings, trade: Trade, units: number): number;
  readonly sizing: SizingRule;
  /** An order without a size of its own turns a position round: it closes what is open on the other side, then is sized. */
  readonly reversesByDefault: boolean;
  /** Open trades are valued at the close of the bar in which an order fills when its margin is checked; else at the fill's price. */
  readonly marksAtClose: boolean;
  /** With fills at the same close: the order fills within its bar; else with the next bar's events, at the last close. */
  readonly fillsWithinBar: boolean;
  /** Price of a stop-limit order in the bar that sets its stop off; NaN: not in this bar. */
  stopLimitPrice(isBuy: boolean, stop: number, limit: number, open: number, high: number, low: number, close: number): number;
  /** A trailing stop follows the closes of bars, not what lies inside them. */
  readonly trailsAtCloses: boolean;
  /** A stop-limit that was set off and not filled may be filled in the same bar when the queue is worked again. */
  readonly retriesStopLimit: boolean;
  /** What is left of the entry's bar starts at the entry's price, not at the bar's open. */
  readonly bracketsStartAtEntry: boolean;
  readonly brackets: { readonly pessimistic: BracketTiming; readonly optimistic: BracketTiming };
  /** Whether the optimistic reading lets a take-profit go before a stop-loss. */
  readonly readsOptimistically: boolean;
  /** What trades at the open of a bar goes before everything inside it, whichever was placed first. */
  readonly worksOpenFirst: boolean;
  /** An exclusive order, and ruin, walk a list while taking from it, so that the entry after each taken one is passed over. */
  readonly skipsWhileRemoving: boolean;
  /** Several symbols may share the cash of a run. */
  readonly knowsSeveralSymbols: boolean;
  /**
   * Purchases are paid with cash, over the leverage, and short sales bring cash and need none. What an order needs is checked on paper when it
   * is handed in (see `submission.ts`) and again when it fills.
   */
  readonly paysCash: boolean;
  /** What one order closes and opens at one price is one fill. */
  readonly fillsAsOne: boolean;
  /** Trades on one side without stops or targets of their own are one, at the average of their prices. */
  readonly averagesBare: boolean;
  /** Slippage goes no further than the bar. */
  readonly slipsWithinBar: boolean;
  /** Closing at the end works the last bar once more, so that it fills at that bar's open; else at its close. */
  readonly endsByReworking: boolean;
};

/**
 * Our own conventions: half the spread on each side, commission on each fill, sizes affordable including costs, and in every
 * doubt about what happened inside a bar the reading that hurts.
 */
const tapedeck: Profile = {
  wholeShare: 1,
  barsAfterWarmup: 0,
  barSpread: (rate) => rate / 2,
  entrySpread: () => 0,
  fee: ({ commissionFixed, commissionRate }, units, price) => computeFee({ fixed: commissionFixed, rate: commissionRate }, units, price),
  entryFee: (_, trade, units) => (trade.entryCommission * units) / trade.entryUnits,
  sizing: marginAndCosts,
  reversesByDefault: true,
  marksAtClose: false,
  fillsWithinBar: true,
  stopLimitPrice: stopLimitOnBar,
  trailsAtCloses: false,
  retriesStopLimit: false,
  bracketsStartAtEntry: true,
  brackets: { pessimistic: pessimisticTiming, optimistic: optimisticTiming },
  readsOptimistically: true,
  worksOpenFirst: true,
  skipsWhileRemoving: false,
  knowsSeveralSymbols: true,
  paysCash: false,
  fillsAsOne: false,
  averagesBare: false,
  slipsWithinBar: false,
  endsByReworking: false,
};

const plainFee: FeeRule = ({ commissionFixed, commissionRate }, units, price) => commissionFixed + units * price * commissionRate;

/** backtesting.py 0.6.6. Always reads a bar pessimistically; sizes are whole lots of the margin left at the close of the bar that fills. */
const backtestingPy: Profile = {
  ...tapedeck,
  wholeShare: 1 - Number.EPSILON,
  barsAfterWarmup: 1,
  barSpread: () => 0,
  entrySpread: (rate) => rate,
  fee: plainFee,
  entryFee: (settings, trade, units) => plainFee(settings, units, trade.entryPrice),
  sizing: leveragedPrice,
  reversesByDefault: false,
  marksAtClose: true,
  fillsWithinBar: false,
  // A limit behind the stop counts as seen before it; else the fill is at the stop, even where the bar opened beyond it.
  stopLimitPrice(isBuy, stop, limit, _open, high, low) {
    const isSeenBefore = isBuy ? limit <= stop : limit >= stop;
    return isSeenBefore || !isLimitHit(isBuy, limit, high, low) ? NaN : stop;
  },
  retriesStopLimit: true,
  bracketsStartAtEntry: false,
  brackets: { pessimistic: backtestingPyTiming, optimistic: backtestingPyTiming },
  readsOptimistically: false,
  worksOpenFirst: false,
  skipsWhileRemoving: true,
  knowsSeveralSymbols: false,
  endsByReworking: true,
};

/**
 * backtrader 1.9: commission is not rounded, a fixed one is for each unit. A stake turns a position round, the closing and the opening part as
 * orders and fills of their own; an order with a size is one fill. Cash, not margin: see {@link Profile.paysCash}.
 */
const backtrader: Profile = {
  ...tapedeck,
  fee: ({ commissionFixed, commissionRate, commissionPerUnit = 0 }, units, price) => commissionFixed + units * commissionPerUnit + units * price * commissionRate,
  // A limit beyond the stop is filled in the bar that comes back to it by its close; a bar that closes where it opened counts as coming back for a sale alone.
  stopLimitPrice(isBuy, stop, limit, open, high, low, close) {
    if (isBuy ? open >= stop : open <= stop) return limitOnBar(isBuy, limit, open, high, low);
    if (isBuy ? limit >= stop : limit <= stop) return stop;
    return (isBuy ? open > close && limit >= close : open <= close && limit <= close) ? limit : NaN;
  },
  trailsAtCloses: true,
  brackets: { pessimistic: nextBarTiming, optimistic: nextBarTiming },
  worksOpenFirst: false,
  paysCash: true,
  fillsAsOne: true,
  averagesBare: true,
  slipsWithinBar: true,
};

export const profiles: Readonly<Record<EngineProfile, Profile>> = { tapedeck, 'backtesting.py': backtestingPy, backtrader };
