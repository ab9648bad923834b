import type { Param } from '../../../../contract/model/param.ts';
import { QuantError } from '../../../error.ts';

/** More bars than this out of one series are a size that was not meant. */
export const mostBars = 5_000_000;

export const sizeParam = (name: string, title: string): Param => ({ name, title, default: 1, min: 1e-9, max: 1e9, isInteger: false });

/** Refuses a size that is not above zero (BAR_SIZE_WRONG). */
export function checkSize(what: string, size: number): void {
  if (!(size > 0 && Number.isFinite(size))) throw new QuantError('BAR_SIZE_WRONG', `${what} is ${size}; it must be a price above 0.`);
}

/** Refuses to make more bars than anyone can look at (TOO_MANY_BARS). */
export function checkCount(what: string, size: number, count: number): void {
  if (count > mostBars) throw new QuantError('TOO_MANY_BARS', `${what} ${size} makes more than ${mostBars} bars of these prices; choose a larger one.`);
}
