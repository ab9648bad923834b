import { barsParam, defineFeature, defineFeatures, type FeatureFamily } from '../define-feature.ts';
import type { Formula } from '../graph/graph.ts';
import { averageRange, clamp, closeInRange, differenceOf, hundredthOf, meanOf, shareOf, withinOne } from './common.ts';

const group = 'Candles';
const body: Formula = ([open, high, low, close], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! > low![i]! ? clamp((close![i]! - open![i]!) / (high![i]! - low![i]!), -1) : 0);
};
const upperShadow: Formula = ([open, high, low, close], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! > low![i]! ? clamp((high![i]! - Math.max(open![i]!, close![i]!)) / (high![i]! - low![i]!), 0) : 0);
};
const lowerShadow: Formula = ([open, high, low, close], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! > low![i]! ? clamp((Math.min(open![i]!, close![i]!) - low![i]!) / (high![i]! - low![i]!), 0) : 0);
};
const overlap: Formula = ([high, low, highBefore, lowBefore], out) => {
  for (let i = 0; i < out.length; i++) out[i] = highBefore![i]! > lowBefore![i]! ? clamp((Math.min(high![i]!, highBefore![i]!) - Math.max(low![i]!, lowBefore![i]!)) / (highBefore![i]! - lowBefore![i]!), 0) : 0;
};

/** A pattern of TA-Lib: 1 where it promises a rise, -1 a fall. */
const pattern = (name: string, title: string): FeatureFamily =>
  defineFeature({
    family: `pattern_${name}`, group, title, description: `Whether the candles end in this pattern: up to 1 where it promises a rise, -1 a fall, 0 where it is not there.`,
    source: `TA-Lib CDL${name.toUpperCase()} / 100`, scaling: 'none', bounds: [-1, 1],
    build: (g) => hundredthOf(g, g.indicator(`cdl${name}`, {})),
  });

const ohlc = ['open', 'high', 'low', 'close'] as const;

export const candleShapes = [
  defineFeature({
    family: 'candle_body', group, title: 'Body', description: 'Close less open as a share of the range, -1 to 1; 0 without a range.', source: 'Definition', scaling: 'none', bounds: [-1, 1],
    build: (g) => g.map(body, ...ohlc.map((name) => g.input(name))),
  }),
  defineFeatures({
    family: 'candle_body_mean', group, params: [barsParam(2)], presets: [[5]], title: 'Mean body of {0} bars', description: 'Mean of close less open as a share of the range, over the last {0} bars, -1 to 1.',
    source: 'Definition', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => withinOne(g, meanOf(g, g.map(body, ...ohlc.map((name) => g.input(name))), bars!)),
  }),
  defineFeature({
    family: 'candle_upper_shadow', group, title: 'Upper shadow', description: 'What lies above the body, as a share of the range, 0 to 1; 0 without a range.', source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g) => g.map(upperShadow, ...ohlc.map((name) => g.input(name))),
  }),
  defineFeature({
    family: 'candle_lower_shadow', group, title: 'Lower shadow', description: 'What lies below the body, as a share of the range, 0 to 1; 0 without a range.', source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g) => g.map(lowerShadow, ...ohlc.map((name) => g.input(name))),
  }),
  defineFeature({
    family: 'candle_close', group, title: 'Close in the range', description: 'Where the close lies in the range: 1 at the high, -1 at the low; 0 without a range.', source: 'Close location value of M. Chaikin', scaling: 'none', bounds: [-1, 1],
    build: (g) => closeInRange(g),
  }),
  defineFeatures({
    family: 'candle_range', group, params: [barsParam()], presets: [[14]], title: 'Range in average ranges of {0} bars', description: 'High less low over the average true range of the bars before.', source: 'TA-Lib ATR', scaling: 'robust',
    build: (g, [bars]) => shareOf(g, differenceOf(g, g.input('high'), g.input('low')), g.lag(averageRange(g, bars!), 1)),
  }),
  defineFeatures({
    family: 'candle_gap', group, params: [barsParam()], presets: [[14]], title: 'Gap in average ranges of {0} bars', description: 'Open less the close before over the average true range of the bars before.', source: 'TA-Lib ATR', scaling: 'robust',
    build: (g, [bars]) => shareOf(g, differenceOf(g, g.input('open'), g.lag(g.input('close'), 1)), g.lag(averageRange(g, bars!), 1)),
  }),
  defineFeature({
    family: 'candle_overlap', group, title: 'Overlap with the bar before', description: 'Share of the range of the bar before that this one covers, 0 to 1; 0 where that had no range.', source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g) => g.map(overlap, g.input('high'), g.input('low'), g.lag(g.input('high'), 1), g.lag(g.input('low'), 1)),
  }),
  pattern('engulfing', 'Engulfing pattern'),
];
