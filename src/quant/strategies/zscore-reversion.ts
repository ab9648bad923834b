import { intent } from '../engine/signals.ts';
import { barsParam } from './bars-param.ts';
import { defineColumnStrategy } from './column-strategy.ts';
import { closeColumn, deviationColumn, smaColumn } from './columns.ts';
import { oneSymbol, realParam } from './params.ts';

/** Long far below the average, short far above it. Source: E. P. Chan, Algorithmic Trading (2013), chapter 2. */
export const zscoreReversion = defineColumnStrategy({
  info: {
    name: 'zscore-reversion', title: 'Z-score reversion', family: 'Mean reversion', symbols: oneSymbol, source: 'E. P. Chan, Algorithmic Trading (2013)',
    params: [barsParam('period', 'Period', 20, 2), realParam('entry', 'Enter beyond', 2, 0, 20), realParam('exit', 'Close within', 0.5, -20, 20)],
    description: 'With z the distance of the close from its average in standard deviations (population): flat and z < −entry buys, flat and z > entry sells; a long is closed when z ≥ −exit, a short when z ≤ exit.',
  },
  columns: ({ period }) => ({ close: closeColumn, mean: smaColumn(period), deviation: deviationColumn(period) }),
  decide({ close, mean, deviation }, { entry, exit }) {
    if (!(deviation.value > 0)) return 0;
    const z = (close.value - mean.value) / deviation.value;
    const enters = z < -entry ? intent.buyWhenFlat : z > entry ? intent.sellWhenFlat : 0;
    return enters | (z >= -exit ? intent.closeWhenLong : 0) | (z <= exit ? intent.closeWhenShort : 0);
  },
});
