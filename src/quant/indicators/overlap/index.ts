import type { IndicatorDefinition } from '../define-indicator.ts';
import { accbands } from './accbands.ts';
import { bbands } from './bbands.ts';
import { dema, tema } from './dema.ts';
import { ema } from './ema.ts';
import { kama } from './kama.ts';
import { ma } from './ma.ts';
import { mama } from './mama.ts';
import { mavp } from './mavp.ts';
import { midpoint, midprice } from './midpoint.ts';
import { sar, sarext } from './sar.ts';
import { sma } from './sma.ts';
import { t3 } from './t3.ts';
import { trima } from './trima.ts';
import { wma } from './wma.ts';

/** Averages, bands and stops that lie over the prices. */
export const overlap: readonly IndicatorDefinition[] = [
  sma, ema, wma, dema, tema, trima, kama, mama, t3, ma, mavp, bbands, accbands, midpoint, midprice, sar, sarext,
];
