import { intent } from '../engine/signals.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { emaColumn } from './columns.ts';
import { oneSymbol } from './params.ts';

/** Long while a fast exponential average is above a slow one, entered at the crossing. Source: M. J. Pring, Technical Analysis Explained (1980). */
export const emaCross = defineColumnStrategy({
  info: {
    name: 'ema-cross', title: 'Exponential averages crossing', family: 'Trend', symbols: oneSymbol, source: 'M. J. Pring, Technical Analysis Explained (1980)',
    params: [barsParam('fast', 'Fast average', 12), barsParam('slow', 'Slow average', 26)],
    description: 'Buys when flat and the fast exponential average of the close crosses above the slow one, closes when it crosses below.',
  },
  columns: ({ fast, slow }) => ({ fast: emaColumn(fast), slow: emaColumn(slow) }),
  decide({ fast, slow }) {
    const before = fast.at(-1) - slow.at(-1);
    const now = fast.value - slow.value;
    if (before < 0 && now > 0) return intent.buyWhenFlat;
    return before > 0 && now < 0 ? intent.closeWhenHolding : 0;
  },
});
