import type { Param } from '../../contract/model/param.ts';

/** A parameter that counts bars. */
export const barsParam = (name: string, title: string, byDefault: number, min = 1): Param =>
  ({ name, title, default: byDefault, min, max: 10_000, isInteger: true });
