import { worsen } from '../fills/worsen.ts';
import { closeTrade } from './close-trade.ts';
import type { OrderPricer } from './order-price.ts';
import type { RunContext } from './run-context.ts';
import type { Slice } from './slice.ts';

/**
 * Closes all that is held of the symbol where equity falls below the maintenance margin of all that is held: at the price at which it does,
 * or at the open beyond it; where bars are read optimistically the close alone is looked at. True: it was closed inside the stretch.
 */
export function liquidate(run: RunContext, { bar, open, high, low, close }: Slice, pricer: OrderPricer): boolean {
  const { account, settings } = run;
  if (account.trades.length === 0) return false;
  const keptShare = settings.maintenanceMargin!;
  const excess = (price: number): number => account.equity(price) - keptShare * account.heldValue(price);
  const isOptimistic = settings.intrabar === 'optimistic';
  const worst = isOptimistic ? close : excess(low) < excess(high) ? low : high;
  const atWorst = excess(worst);
  if (atWorst >= 0) return false;
  const atOpen = excess(open);
  const called = isOptimistic ? close : atOpen <= 0 ? open : worst + ((open - worst) * -atWorst) / (atOpen - atWorst);
  for (const trade of account.trades.slice()) {
    const isBuy = !trade.isLong;
    closeTrade(run, trade, Math.abs(trade.lots), worsen(isBuy, called * pricer.seen(isBuy), settings.slippageRate), bar, 'margin-call');
  }
  return called !== open;
}
