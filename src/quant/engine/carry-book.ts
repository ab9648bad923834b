import type { CorporateAction } from '../../contract/model/series-tools.ts';
import type { RunContext } from './run-context.ts';
import type { SeriesInput } from './task.ts';
import type { Order, Trade } from './trade.ts';
import type { TrailDistance } from './trail.ts';

const yearMs = 365 * 86_400_000;

type DatedAction = { readonly timeMs: number; readonly isSplit: boolean; readonly value: number };

/** What happens to what is held between two bars of a symbol: borrow is paid for what is short, dividends are received or owed, splits change sizes and prices. */
export class CarryBook {
  readonly #run: RunContext;
  /** In order of time; on one day splits come first, since its dividend is for the shares after them. */
  readonly #actions: readonly DatedAction[];
  #next = 0;

  constructor(run: RunContext, actions: readonly CorporateAction[]) {
    this.#run = run;
    this.#actions = actions.map(({ date, type, value }) => ({ timeMs: Date.parse(date), isSplit: type === 'split', value })).sort((a, b) => a.timeMs - b.timeMs || Number(b.isSplit) - Number(a.isSplit));
  }

  /** Books what came between the bar before and this one, at the rate known at its open. An action counts on the first bar at or after its moment. */
  beforeBar(bar: number): void {
    const { account, bars: { time, open } } = this.#run;
    account.markAtOpen(open, bar);
    if (bar > 0) this.#payBorrow(bar);
    while (this.#next < this.#actions.length && this.#actions[this.#next].timeMs <= time[bar]) {
      const action = this.#actions[this.#next];
      this.#next += 1;
      if (bar === 0) continue;
      if (action.isSplit) this.#split(action.value, bar);
      else this.#payDividend(action.value);
    }
  }

  /** The annual rate on the value of what was short at the close before, for the time between the two bars. */
  #payBorrow(bar: number): void {
    const { account, settings: { borrowRate = 0 }, bars: { close, time }, lotSize } = this.#run;
    if (borrowRate === 0) return;
    for (const trade of account.trades) {
      if (trade.isLong) continue;
      account.carry(trade, trade.lots * lotSize * close[bar - 1] * borrowRate * ((time[bar] - time[bar - 1]) / yearMs));
    }
  }

  #payDividend(amount: number): void {
    const { account, lotSize } = this.#run;
    for (const trade of account.trades) account.carry(trade, trade.lots * lotSize * amount);
  }

  #split(ratio: number, bar: number): void {
    const { account, queue } = this.#run;
    for (const trade of account.trades.slice()) this.#splitTrade(trade, ratio, bar);
    for (const order of queue.list()) splitOrder(order, ratio);
  }

  /** Parts of a lot are paid out at the close before. A trade of which less than a lot is left is paid out whole. */
  #splitTrade(trade: Trade, ratio: number, bar: number): void {
    const { account, bars: { close }, lotSize, queue } = this.#run;
    const lots = Math.trunc(trade.lots * ratio + Math.sign(trade.lots) * 1e-9);
    if (lots === 0) {
      for (const order of [trade.stopLoss, trade.takeProfit, trade.trailStop]) if (order !== null) queue.remove(order);
      account.close(trade, Math.abs(trade.lots), close[bar - 1], bar, 'end', false);
      return;
    }
    const entryPrice = trade.entryPrice / ratio;
    account.payOut(trade, (trade.lots * ratio - lots) * lotSize, close[bar - 1] / ratio, entryPrice);
    trade.entryUnits *= lots / trade.lots;
    trade.lots = lots;
    trade.entryPrice = entryPrice;
    trade.entryMid /= ratio;
  }
}

/** null: nothing happens to what is held of the series between its bars, and its currency is that of the account. */
export const createCarry = (run: RunContext, { actions = [], rates }: SeriesInput): CarryBook | null =>
  actions.length === 0 && rates === undefined && (run.settings.borrowRate ?? 0) === 0 ? null : new CarryBook(run, actions);

const splitDistance = ({ amount, share }: TrailDistance, ratio: number): TrailDistance => ({ amount: amount / ratio, share });

function splitOrder(order: Order, ratio: number): void {
  order.limit /= ratio;
  order.stop /= ratio;
  order.stopLoss /= ratio;
  order.takeProfit /= ratio;
  if (order.follow !== null) order.follow = { distance: splitDistance(order.follow.distance, ratio), peak: order.follow.peak / ratio, from: order.follow.from };
  if (order.trail !== null) order.trail = splitDistance(order.trail, ratio);
  if (order.sizeKind === 0 && order.size < Infinity) order.size = Math.max(1, Math.trunc(order.size * ratio + 1e-9));
  if (order.lotsLeft >= 0) order.lotsLeft = Math.max(1, Math.trunc(order.lotsLeft * ratio + 1e-9));
}
