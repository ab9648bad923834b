import { barsParam, defineFeature, defineFeatures, type FeatureFamily } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { ageSource } from '../kernels/count-kernels.ts';
import { highestOf, logAfterOneOf, logFarRatioOf, lowestOf, meanOf, placeBetween, unitOf, volatility } from './common.ts';

const group = 'Regime';
/** Volatility above its usual height by this factor makes a market volatile. */
const muchMore = Math.log(1.5);
const trendOf: Formula = ([close, fast, slow], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (close![i]! > slow![i]! && fast![i]! > slow![i]! ? 1 : close![i]! < slow![i]! && fast![i]! < slow![i]! ? -1 : 0);
};
const codes = { stable: 0, bull: 1, bear: 2, volatile: 3 } as const;
const regimeOf: Formula = ([trend, excess], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (excess![i]! > muchMore ? codes.volatile : trend![i]! > 0 ? codes.bull : trend![i]! < 0 ? codes.bear : codes.stable);
};

const trend = (g: Graph): Node => g.map(trendOf, g.input('close'), meanOf(g, g.input('close'), 50), meanOf(g, g.input('close'), 200));
/** Logarithm of the volatility of 20 bars over its mean of 200. */
const excess = (g: Graph): Node => logFarRatioOf(g, volatility(g, 20), meanOf(g, volatility(g, 20), 200));
const regime = (g: Graph): Node => g.map(regimeOf, trend(g), excess(g));

const rule = 'volatile where the volatility of 20 bars is above 1.5 times its mean of 200, else bull or bear as the averages of 50 and 200 bars say, else stable';

function oneOf(name: keyof typeof codes, title: string): FeatureFamily {
  const wanted = codes[name];
  const isIt: Formula = ([code], out) => {
    for (let i = 0; i < out.length; i++) out[i] = code![i] === wanted ? 1 : 0;
  };
  return defineFeature({
    family: `regime_${name}`, group, title, description: `1 in a ${name} market, else 0: ${rule}; null where nothing has moved.`, source: 'Rule of our own: transparent, without fitting', scaling: 'none', bounds: [0, 1], isSparse: true,
    build: (g) => g.map(isIt, regime(g)),
  });
}

export const regimes = [
  defineFeature({
    family: 'regime_trend', group, title: 'Trend by averages', description: '1 where the close and the average of 50 bars lie above that of 200, -1 where both lie below, else 0.', source: 'Golden and death cross', scaling: 'none', bounds: [-1, 1],
    build: trend,
  }),
  defineFeature({
    family: 'regime_excess', group, title: 'Volatility against its usual height', description: 'Logarithm of the volatility of 20 bars over its mean of 200; null where nothing moves.', source: 'Definition', scaling: 'standardise', isSparse: true,
    build: excess,
  }),
  oneOf('bull', 'Bull market'),
  oneOf('bear', 'Bear market'),
  oneOf('volatile', 'Volatile market'),
  oneOf('stable', 'Stable market'),
  defineFeature({
    family: 'regime_age', group, title: 'Age of the regime', description: 'ln(1 + bars since the market changed between bull, bear, volatile and stable).', source: 'Definition', scaling: 'standardise', isSparse: true,
    build: (g) => logAfterOneOf(g, g.kernel(ageSource, [regime(g)])),
  }),
  defineFeatures({
    family: 'volatility_place', group, params: [barsParam(2)], presets: [[250]], title: 'Place of the volatility in {0} bars',
    description: 'Where the volatility of 20 bars lies between its lowest and its highest of the last {0} bars, 0 to 1.', source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => unitOf(g, placeBetween(g, volatility(g, 20), lowestOf(g, volatility(g, 20), bars!), highestOf(g, volatility(g, 20), bars!))),
  }),
];
