import { barsParam, defineFeatures, type FeatureFamily } from '../define-feature.ts';
import type { Comparison, Graph, Node } from '../graph/graph.ts';
import { logFarRatioOf, logReturn, meanOf, volatility, zscoreOf } from './common.ts';

const group = 'Cross-section';

/** Share of the others that are lower, those that are equal counting half. */
const rank: Comparison = (own, others) => {
  let below = 0;
  for (const other of others) below += other < own ? 1 : other === own ? 0.5 : 0;
  return below / others.length;
};

const lead: Comparison = (own, others) => {
  let sum = 0;
  for (const other of others) sum += other;
  return own - sum / others.length;
};

/** Rank among other instruments at the same time, 0 lowest to 1 highest. */
const rankOf = (family: string, what: string, bars: readonly number[], build: (g: Graph, bars: number) => Node): FeatureFamily =>
  defineFeatures({
    family: `rank_${family}`, group, params: [barsParam(2)], presets: bars.map((count) => [count]), title: `Rank of the ${what} of {0} bars`,
    description: `Where the ${what} of {0} bars stands among the other instruments that have a bar of the same time, 0 lowest to 1 highest; null without any.`,
    source: 'Definition: share of the others that are lower, equal ones counting half', scaling: 'none', bounds: [0, 1], isSparse: true,
    build: (g, [count]) => g.cross(rank, build(g, count!)),
  });

export const crossSections = [
  rankOf('return', 'return', [5, 20, 60], (g, bars) => logReturn(g, bars)),
  rankOf('volatility', 'volatility', [20], (g, bars) => volatility(g, bars)),
  rankOf('zscore', 'z-score', [20], (g, bars) => zscoreOf(g, g.input('close'), bars)),
  rankOf('volume_ratio', 'volume against its mean', [20], (g, bars) => logFarRatioOf(g, g.input('volume'), meanOf(g, g.input('volume'), bars))),
  defineFeatures({
    family: 'lead', group, params: [barsParam()], presets: [[1], [20]], title: 'Return of {0} bars beyond that of the others',
    description: 'Log return over {0} bars less the mean of those of the other instruments that have a bar of the same time; null without any.', source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g, [bars]) => g.cross(lead, logReturn(g, bars)),
  }),
];
