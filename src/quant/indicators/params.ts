import type { Param } from '../../contract/model/param.ts';

/** How many bars are looked at. Range as in TA-Lib. */
export const periodParam = (name: string, title: string, byDefault: number, min = 2): Param => ({
  name, title, default: byDefault, min, max: 100_000, isInteger: true,
});

/** The usual parameter: how many bars are looked at. */
export const timePeriodParam = (byDefault: number, min = 2): Param => periodParam('timePeriod', 'Bars', byDefault, min);

/** The largest number that TA-Lib takes for a parameter that is no count. */
export const largestReal = 3e37;

/** A number without a natural bound. */
export const realParam = (name: string, title: string, byDefault: number, min = -largestReal): Param => ({
  name, title, default: byDefault, min, max: largestReal, isInteger: false,
});
