import { beyondFormulas } from './beyond.ts';
import { candleFormulas } from './candles.ts';
import { talibFormulas } from './talib.ts';

/** The definition of each indicator in one line, by name. */
export const formulas: Readonly<Record<string, string>> = { ...talibFormulas, ...candleFormulas, ...beyondFormulas };
