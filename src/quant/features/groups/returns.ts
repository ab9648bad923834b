import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import { differenceOf, logClose, logRatioOf, logReturn } from './common.ts';

const group = 'Returns';

export const returns = [
  defineFeatures({
    family: 'return', group, params: [barsParam()], presets: [[1], [2], [3], [5], [10], [20], [60], [120]],
    title: 'Return over {0} bars', description: 'Log return of the close over the last {0} bars.',
    source: 'Definition: ln(close / close {0} bars before)', scaling: 'robust',
    build: (g, [bars]) => logReturn(g, bars),
  }),
  defineFeatures({
    family: 'return_lag', group, params: [barsParam()], presets: [[1], [2], [3]],
    title: 'Return {0} bars ago', description: 'Log return of the single bar that lies {0} bars back.',
    source: 'Definition', scaling: 'robust',
    build: (g, [bars]) => g.lag(logReturn(g), bars!),
  }),
  defineFeatures({
    family: 'return_acceleration', group, params: [barsParam()], presets: [[5], [20]],
    title: 'Change of the return over {0} bars', description: 'Log return of the last {0} bars less that of the {0} bars before.',
    source: 'Definition', scaling: 'robust',
    build: (g, [bars]) => differenceOf(g, logReturn(g, bars), g.lag(logReturn(g, bars), bars!)),
  }),
  defineFeatures({
    family: 'return_skipping', group, params: [barsParam(2), barsParam(1, 'skipped', 'Newest bars left out')], presets: [[120, 20]],
    title: 'Return over {0} bars without the last {1}', description: 'Log return from {0} bars back to {1} bars back: momentum without what reverts in the short run.',
    source: 'N. Jegadeesh, S. Titman, Returns to buying winners and selling losers (1993)', scaling: 'robust',
    build: (g, [bars, skipped]) => differenceOf(g, g.lag(logClose(g), skipped!), g.lag(logClose(g), bars!)),
  }),
  defineFeature({
    family: 'return_gap', group, title: 'Gap', description: 'Log return from the close before to the open.', source: 'Definition', scaling: 'robust',
    build: (g) => logRatioOf(g, g.input('open'), g.lag(g.input('close'), 1)),
  }),
  defineFeature({
    family: 'return_inside', group, title: 'Return inside the bar', description: 'Log return from the open to the close.', source: 'Definition', scaling: 'robust',
    build: (g) => logRatioOf(g, g.input('close'), g.input('open')),
  }),
];
