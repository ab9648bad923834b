import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import type { Formula } from '../graph/graph.ts';
import { correlationOf, deviationOf, dollarVolume, emaOf, logFarRatioOf, logRatioOf, logReturn, meanOf, shareOf, zscoreOf } from './common.ts';

const group = 'Mean reversion';
const held = 5;
const varianceRatio: Formula = ([long, short], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (short![i] === 0 ? 0 : Math.log((long![i]! * long![i]!) / (held * short![i]! * short![i]!)));
};
const inDeviations: Formula = ([change, deviation], out) => {
  for (let i = 0; i < out.length; i++) out[i] = deviation![i] === 0 ? 0 : change![i]! / deviation![i]!;
};

export const meanReversions = [
  defineFeatures({
    family: 'zscore', group, params: [barsParam(2)], presets: [[10], [20], [50]], title: 'Z-score of {0} bars',
    description: 'Distance of the close from the mean of the last {0} bars, in their deviations; 0 where nothing moves.',
    source: 'Standard score, population deviation; 2 is the upper Bollinger band', scaling: 'standardise',
    build: (g, [bars]) => zscoreOf(g, g.input('close'), bars!),
  }),
  defineFeatures({
    family: 'distance_sma', group, params: [barsParam(2)], presets: [[20], [50], [200]], title: 'Distance from the mean of {0} bars',
    description: 'Logarithm of the close over its simple average of {0} bars.', source: 'TA-Lib SMA', scaling: 'robust',
    build: (g, [bars]) => logRatioOf(g, g.input('close'), meanOf(g, g.input('close'), bars!)),
  }),
  defineFeatures({
    family: 'distance_ema', group, params: [barsParam(2)], presets: [[12], [26]], title: 'Distance from the exponential mean of {0} bars',
    description: 'Logarithm of the close over its exponential average of {0} bars.', source: 'TA-Lib EMA', scaling: 'robust',
    build: (g, [bars]) => logRatioOf(g, g.input('close'), emaOf(g, g.input('close'), bars!)),
  }),
  defineFeatures({
    family: 'averages', group, params: [barsParam(2, 'fast', 'Fast average'), barsParam(2, 'slow', 'Slow average')], presets: [[20, 50], [50, 200]],
    title: 'Mean of {0} against mean of {1} bars', description: 'Logarithm of the simple average of {0} bars over that of {1}.', source: 'TA-Lib SMA', scaling: 'robust',
    build: (g, [fast, slow]) => logRatioOf(g, meanOf(g, g.input('close'), fast!), meanOf(g, g.input('close'), slow!)),
  }),
  defineFeatures({
    family: 'band_width', group, params: [barsParam(2)], presets: [[20]], title: 'Width of the Bollinger bands of {0} bars',
    description: 'Logarithm of the deviation of the last {0} closes over their mean; null where nothing moves.', source: 'J. Bollinger; TA-Lib STDDEV over SMA', scaling: 'standardise', isSparse: true,
    build: (g, [bars]) => logFarRatioOf(g, deviationOf(g, g.input('close'), bars!), meanOf(g, g.input('close'), bars!)),
  }),
  defineFeatures({
    family: 'autocorrelation', group, params: [barsParam(3)], presets: [[50]], title: 'Autocorrelation of {0} bars',
    description: 'Correlation of the log returns of the last {0} bars with those one bar before, -1 to 1; 0 where nothing moves.', source: 'Pearson, population', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => correlationOf(g, logReturn(g), g.lag(logReturn(g), 1), bars!),
  }),
  defineFeatures({
    family: 'variance_ratio', group, params: [barsParam(6)], presets: [[60]], title: 'Variance ratio of {0} bars',
    description: 'Logarithm of the variance of five-bar returns over five times that of one-bar returns, of the last {0}; below 0 prices revert, above they trend.',
    source: 'A. Lo, C. MacKinlay, Stock market prices do not follow random walks (1988), overlapping, population variances', scaling: 'standardise', isSparse: true,
    build: (g, [bars]) => g.map(varianceRatio, deviationOf(g, logReturn(g, held), bars!), deviationOf(g, logReturn(g), bars!)),
  }),
  defineFeatures({
    family: 'distance_vwap', group, params: [barsParam()], presets: [[20]], title: 'Distance from the rolling VWAP of {0} bars',
    description: 'Logarithm of the close over the volume-weighted mean of {0} bars; null without volume.', source: 'The indicator rolling_vwap', scaling: 'robust', isSparse: true,
    build: (g, [bars]) => logRatioOf(g, g.input('close'), shareOf(g, meanOf(g, dollarVolume(g), bars!), meanOf(g, g.input('volume'), bars!))),
  }),
  defineFeature({
    family: 'return_over_volatility', group, title: 'Return in deviations', description: 'Log return of the bar in deviations of the 20 before it; 0 where nothing moves.', source: 'Definition', scaling: 'robust',
    build: (g) => g.map(inDeviations, logReturn(g), g.lag(deviationOf(g, logReturn(g), 20), 1)),
  }),
];
