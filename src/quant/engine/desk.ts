import type { Sizing } from '../../contract/model/backtest.ts';
import { QuantError } from '../error.ts';
import { roundHalfEven } from '../fills/round-half-even.ts';
import { worsen } from '../fills/worsen.ts';
import { checkBracket, checkOrderOptions, type OrderOptions } from './order-options.ts';
import type { RunContext } from './run-context.ts';
import { Order, sizeKind, type ExitReason, type SizeKind, type Trade } from './trade.ts';

/** Takes a strategy's intents and queues them as orders. */
export class Desk {
  readonly #run: RunContext;
  readonly #defaultSize: { readonly sizeKind: SizeKind; readonly size: number };

  constructor(run: RunContext) {
    this.#run = run;
    this.#defaultSize = this.#sizeOf(run.settings.size);
  }

  /** Queues an order that opens a trade. Under exclusive orders all else is cancelled and closed first. `now`: the last close. */
  place(isBuy: boolean, options: OrderOptions, now: number): void {
    const { queue, settings, account, profile } = this.#run;
    const side = isBuy ? 'buy' : 'sell';
    checkOrderOptions(side, options);
    checkBracket(side, options.limit ?? options.stop ?? worsen(isBuy, now, profile.entrySpread(settings.spreadRate)), options);
    const size = options.size === undefined ? this.#defaultSize : this.#explicitSize(side, options.size);
    if (settings.exclusive) {
      if (profile.skipsWhileRemoving) queue.removeEntriesInPlace();
      else queue.removeEntries();
      for (const trade of account.trades) this.closeTrade(trade, 1, 'reversal');
    }
    queue.append(new Order({
      isBuy, sizeKind: size.sizeKind, size: size.size, isDefaultSize: options.size === undefined, limit: options.limit ?? NaN, stop: options.stop ?? NaN,
      stopLoss: options.stopLoss ?? NaN, takeProfit: options.takeProfit ?? NaN, trade: null, reason: 'signal',
    }));
  }

  /** Queues a market order, ahead of all others, that closes a share of a trade: whole lots rounded half-even, at least one. */
  closeTrade(trade: Trade, share: number, reason: ExitReason): void {
    if (!(share > 0 && share <= 1)) throw new QuantError('ORDER_INVALID', `A trade cannot be closed by ${share}; the share must be above 0 and at most 1.`);
    this.#run.queue.prepend(new Order({
      isBuy: !trade.isLong, sizeKind: sizeKind.lots, size: Math.max(1, roundHalfEven(Math.abs(trade.lots) * share, 0)), isDefaultSize: false,
      limit: NaN, stop: NaN, stopLoss: NaN, takeProfit: NaN, trade, reason,
    }));
  }

  /** Queues the closing of a share of every open trade. */
  closePosition(share: number, reason: ExitReason): void {
    for (const trade of this.#run.account.trades) this.closeTrade(trade, share, reason);
  }

  /** Cancels what is pending; stop-losses and take-profits of open trades stay. */
  cancelAll(): void {
    this.#run.queue.removeEntries();
  }

  #sizeOf(sizing: Sizing): { sizeKind: SizeKind; size: number } {
    switch (sizing.kind) {
      case 'all': return { sizeKind: sizeKind.share, size: this.#run.profile.wholeShare };
      case 'fraction': return { sizeKind: sizeKind.share, size: Math.min(sizing.fraction, this.#run.profile.wholeShare) };
      case 'notional': return { sizeKind: sizeKind.notional, size: sizing.notional };
      case 'units': return { sizeKind: sizeKind.lots, size: this.#lotsOf('An order', sizing.units) };
    }
  }

  #explicitSize(side: string, size: number): { sizeKind: SizeKind; size: number } {
    if (size < 1) return { sizeKind: sizeKind.share, size };
    return { sizeKind: sizeKind.lots, size: this.#lotsOf(`A ${side} order`, size) };
  }

  #lotsOf(who: string, units: number): number {
    const { lotSize } = this.#run;
    const lots = roundHalfEven(units / lotSize, 0);
    if (lots >= 1 && (lotSize < 1 || lots === units)) return lots;
    throw new QuantError('ORDER_INVALID', `${who} is for ${units} units; without fractional sizes it must be for whole units.`);
  }
}
