import type { Param } from '../../contract/model/param.ts';

/** The usual parameter: how many bars are looked at. Range as in TA-Lib. */
export const timePeriodParam = (byDefault: number, min = 2): Param => ({
  name: 'timePeriod', title: 'Bars', default: byDefault, min, max: 100_000, isInteger: true,
});
