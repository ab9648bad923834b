import { timeInForce, type Order, type OrderExtras } from './trade.ts';

const dayMs = 86_400_000;
const dayOf = (timeMs: number): number => Math.floor(timeMs / dayMs);

/** Whether an order is still good at a moment. A day order is good for the UTC day of the first bar that it sees. */
export function isAlive(extras: OrderExtras, timeMs: number): boolean {
  if (extras.tif === timeInForce.gtd) return timeMs < extras.goodTill;
  if (extras.tif !== timeInForce.day) return true;
  if (Number.isNaN(extras.dayEnd)) extras.dayEnd = (dayOf(timeMs) + 1) * dayMs;
  return timeMs < extras.dayEnd;
}

/** Whether an order trades at one price or not at all: at the open, or at once. */
export const tradesAtStart = ({ on, tif }: OrderExtras): boolean => on === 'open' || tif === timeInForce.ioc || tif === timeInForce.fok;

/** Whether an order waits for the opening or closing price of a day and this bar has it. */
export function isOfAuction({ extras }: Order, time: Float64Array, bar: number, which: 'open' | 'close'): boolean {
  if (extras === null || extras.on !== which) return false;
  return which === 'open' ? bar === 0 || dayOf(time[bar]) !== dayOf(time[bar - 1]) : isLastOfDay(time, bar);
}

/** The last bar of a run is the last of its day where one more as long as the one before it would begin on another day. */
function isLastOfDay(time: Float64Array, bar: number): boolean {
  const next = bar + 1 < time.length ? time[bar + 1] : time[bar] + (bar > 0 ? time[bar] - time[bar - 1] : 0);
  return dayOf(next) !== dayOf(time[bar]);
}
