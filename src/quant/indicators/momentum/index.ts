import type { IndicatorDefinition } from '../define-indicator.ts';
import { adx, adxr } from './adx.ts';
import { aroon, aroonosc } from './aroon.ts';
import { bop } from './bop.ts';
import { cci } from './cci.ts';
import { dx, minusDi, minusDm, plusDi, plusDm } from './directional.ts';
import { imi } from './imi.ts';
import { macd, macdext, macdfix } from './macd.ts';
import { mfi } from './mfi.ts';
import { apo, ppo } from './price-oscillator.ts';
import { mom, roc, rocp, rocr, rocr100 } from './rate-of-change.ts';
import { cmo, rsi } from './rsi.ts';
import { stoch, stochf, stochrsi } from './stoch.ts';
import { trix } from './trix.ts';
import { ultosc } from './ultosc.ts';
import { willr } from './willr.ts';

/** How fast and how one-sidedly prices move. */
export const momentum: readonly IndicatorDefinition[] = [
  rsi, cmo, macd, macdext, macdfix, stoch, stochf, stochrsi, adx, adxr, dx, plusDi, minusDi, plusDm, minusDm, apo, ppo, mom, roc,
  rocp, rocr, rocr100, aroon, aroonosc, cci, willr, ultosc, trix, bop, imi, mfi,
];
