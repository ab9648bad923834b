import type { Tick } from '../../../contract/model/tick.ts';

const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;
const isSize = (value: number): boolean => Number.isFinite(value) && value >= 0;

/** Why a tick cannot be true, or null. What has a reason is put aside and counted, never used and never silently dropped. */
export function checkTick(tick: Tick): string | null {
  if (!Number.isFinite(tick.timeMs)) return 'the time is not a number';
  if (tick.kind === 'trade') {
    if (!isPositive(tick.price)) return `the price is ${tick.price}`;
    return isSize(tick.size) ? null : `the size is ${tick.size}`;
  }
  if (!isPositive(tick.bid) || !isPositive(tick.ask)) return `the quote is ${tick.bid} / ${tick.ask}`;
  if (tick.bid > tick.ask) return `the bid ${tick.bid} is above the ask ${tick.ask}`;
  return isSize(tick.bidSize) && isSize(tick.askSize) ? null : `the sizes are ${tick.bidSize} / ${tick.askSize}`;
}
