import type { StrategyDefinition } from '../engine/strategy.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { computeStddev } from '../indicators/statistic/stddev.ts';
import { barsParam } from './bars-param.ts';
import { oneSymbol, realParam } from './params.ts';

/** Long far below the average, short far above it. Source: E. P. Chan, Algorithmic Trading (2013), chapter 2. */
export const zscoreReversion: StrategyDefinition<'mean' | 'deviation'> = {
  info: {
    name: 'zscore-reversion', title: 'Z-score reversion', family: 'Mean reversion', vectorised: false, symbols: oneSymbol, source: 'E. P. Chan, Algorithmic Trading (2013)',
    params: [barsParam('period', 'Period', 20, 2), realParam('entry', 'Enter beyond', 2, 0, 20), realParam('exit', 'Close within', 0.5, -20, 20)],
    description: 'With z the distance of the close from its average in standard deviations (population): flat and z < −entry buys, flat and z > entry sells; a long is closed when z ≥ −exit, a short when z ≤ exit.',
  },
  indicators: ({ period }) => ({ mean: (bars) => computeSma(bars.close, period), deviation: (bars) => computeStddev(bars.close, period) }),
  onBar(c, { entry, exit }) {
    const deviation = c.ind.deviation.value;
    if (!(deviation > 0)) return;
    const z = (c.bar().close - c.ind.mean.value) / deviation;
    if (c.isFlat) {
      if (z < -entry) c.buy();
      else if (z > entry) c.sell();
    } else if (c.position.size > 0 ? z >= -exit : z <= exit) c.close();
  },
};
