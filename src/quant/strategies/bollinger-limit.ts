import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { computeStddev } from '../indicators/statistic/stddev.ts';
import { barsParam } from './bars-param.ts';

/** Rests a buy limit at the lower Bollinger band while flat, renewed on every bar; closes above the middle. Deviation of the population. */
export const bollingerLimit: StrategyDefinition<'middle' | 'deviation'> = {
  info: {
    name: 'bollinger-limit', title: 'Bollinger band limit', family: 'Mean reversion', vectorised: false,
    params: [barsParam('period', 'Period', 20, 2), { name: 'deviations', title: 'Deviations', default: 2, min: 0, max: 20, isInteger: false }],
    description: 'On each bar cancels what is pending; flat: a buy limit at the average of the close less so many standard deviations (population); holding and close > the average: closes.',
  },
  indicators: ({ period }) => ({
    middle: (bars) => computeSma(bars.close, period),
    deviation: (bars) => computeStddev(bars.close, period),
  }),
  onBar(c, p) {
    c.cancelAll();
    if (c.isFlat) {
      const limit = c.ind.middle.value - p.deviations * c.ind.deviation.value;
      if (limit > 0) c.buy({ limit });
    } else if (c.bar().close > c.ind.middle.value) c.close();
  },
};
