import type { Param } from '../../contract/model/param.ts';

/** A parameter that is any number of a range. */
export const realParam = (name: string, title: string, byDefault: number, min: number, max: number): Param =>
  ({ name, title, default: byDefault, min, max, isInteger: false });

/** A parameter that counts something else than bars. */
export const countParam = (name: string, title: string, byDefault: number, min: number, max: number): Param =>
  ({ name, title, default: byDefault, min, max, isInteger: true });

/** A share: 0.02 is two percent. */
export const shareParam = (name: string, title: string, byDefault: number, min = 0.0001, max = 0.9999): Param => realParam(name, title, byDefault, min, max);

/** How many symbols a strategy trades. */
export const oneSymbol = { min: 1, max: 1 };
export const twoSymbols = { min: 2, max: 2 };
export const severalSymbols = { min: 2 };
