import { intent } from '../engine/signals.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { closeColumn, deviationColumn, smaColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** Buys below the lower Bollinger band and waits for the middle. Source: J. Bollinger, Bollinger on Bollinger Bands (2001). */
export const bollingerReversion = defineColumnStrategy({
  info: {
    name: 'bollinger-reversion', title: 'Bollinger band reversion', family: 'Mean reversion', symbols: oneSymbol, source: 'J. Bollinger, Bollinger on Bollinger Bands (2001)',
    params: [barsParam('period', 'Period', 20, 2), realParam('deviations', 'Deviations', 2, 0, 20)],
    description: 'Buys when flat and the close is below its average less so many standard deviations (population), closes when the close is above the average.',
  },
  columns: ({ period }) => ({ close: closeColumn, middle: smaColumn(period), deviation: deviationColumn(period) }),
  decide({ close, middle, deviation }, { deviations }) {
    if (close.value < middle.value - deviations * deviation.value) return intent.buyWhenFlat;
    return close.value > middle.value ? intent.closeWhenHolding : 0;
  },
});
