import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import type { Formula } from '../graph/graph.ts';
import { clamp, closeInRange, correlationOf, differenceOf, dollarVolume, logAfterOneOf, logFarRatioOf, logReturn, meanOf, productOf, zscoreOf } from './common.ts';

const group = 'Volume';
const signed: Formula = ([change, volume], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sign(change![i]!) * volume![i]!;
};
const boundedShare: Formula = ([part, whole], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (whole![i] === 0 ? 0 : clamp(part![i]! / whole![i]!, -1));
};

export const volumes = [
  defineFeatures({
    family: 'volume_ratio', group, params: [barsParam(2)], presets: [[20]], title: 'Volume against {0} bars',
    description: 'Logarithm of the volume over its mean of the last {0} bars; null where either is 0.', source: 'Definition', scaling: 'standardise', isSparse: true,
    build: (g, [bars]) => logFarRatioOf(g, g.input('volume'), meanOf(g, g.input('volume'), bars!)),
  }),
  defineFeatures({
    family: 'volume_zscore', group, params: [barsParam(2)], presets: [[20], [60]], title: 'Z-score of volume of {0} bars',
    description: 'Distance of ln(1 + volume) from its mean of {0} bars, in its deviations; 0 where it does not move.', source: 'Standard score, population deviation', scaling: 'standardise',
    build: (g, [bars]) => zscoreOf(g, logAfterOneOf(g, g.input('volume')), bars!),
  }),
  defineFeatures({
    family: 'volume_trend', group, params: [barsParam(1, 'short', 'Short window'), barsParam(2, 'long', 'Long window')], presets: [[5, 20], [20, 120]],
    title: 'Volume of {0} against {1} bars', description: 'Logarithm of the mean volume of {0} bars over that of {1}; null without volume.', source: 'Definition', scaling: 'standardise', isSparse: true,
    build: (g, [short, long]) => logFarRatioOf(g, meanOf(g, g.input('volume'), short!), meanOf(g, g.input('volume'), long!)),
  }),
  defineFeatures({
    family: 'signed_volume', group, params: [barsParam(2)], presets: [[20]], title: 'Volume in the direction of {0} bars',
    description: 'Volume of rising less that of falling bars as a share of all volume of the last {0}, -1 to 1: on-balance volume made comparable.',
    source: 'J. Granville, on-balance volume, over the volume of the window', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => g.map(boundedShare, meanOf(g, g.map(signed, logReturn(g), g.input('volume')), bars!), meanOf(g, g.input('volume'), bars!)),
  }),
  defineFeatures({
    family: 'chaikin_flow', group, params: [barsParam()], presets: [[20]], title: 'Chaikin money flow of {0} bars',
    description: 'Whether volume goes with closes near the high or near the low, -1 to 1.', source: 'M. Chaikin; the indicator cmf', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => g.map(boundedShare, meanOf(g, productOf(g, closeInRange(g), g.input('volume')), bars!), meanOf(g, g.input('volume'), bars!)),
  }),
  defineFeatures({
    family: 'volume_return_correlation', group, params: [barsParam(3)], presets: [[20]], title: 'Correlation of returns and volume of {0} bars',
    description: 'Correlation of log returns with changes of ln(1 + volume) over the last {0} bars, -1 to 1; 0 where one does not move.', source: 'Pearson, population', scaling: 'none', bounds: [-1, 1],
    build(g, [bars]) {
      const volume = logAfterOneOf(g, g.input('volume'));
      return correlationOf(g, logReturn(g), differenceOf(g, volume, g.lag(volume, 1)), bars!);
    },
  }),
  defineFeatures({
    family: 'dollar_volume', group, params: [barsParam(2)], presets: [[20]], title: 'Money traded in {0} bars',
    description: 'ln(1 + mean of close × volume) of the last {0} bars: how liquid it is.', source: 'Definition', scaling: 'standardise',
    build: (g, [bars]) => logAfterOneOf(g, meanOf(g, dollarVolume(g), bars!)),
  }),
  defineFeature({
    family: 'volume_change', group, title: 'Change of volume', description: 'Change of ln(1 + volume) from the bar before.', source: 'Definition', scaling: 'standardise',
    build(g) {
      const volume = logAfterOneOf(g, g.input('volume'));
      return differenceOf(g, volume, g.lag(volume, 1));
    },
  }),
];
