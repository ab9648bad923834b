import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { streakSource } from '../kernels/count-kernels.ts';
import { averageRange, clamp, differenceOf, hundredthOf, logClose, logReturn, magnitudeOf, meanOf, shareOf, unitOf } from './common.ts';

const group = 'Momentum';
const isRise: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (a![i]! > 0 ? 1 : 0);
};
const macdParams = [barsParam(2, 'fast', 'Fast average'), barsParam(2, 'slow', 'Slow average'), barsParam(1, 'signal', 'Signal')];

/** The index is 0 where all that moved were losses, and where nothing did. */
const aboutMiddle: Formula = ([index, close, before], out) => {
  for (let i = 0; i < out.length; i++) out[i] = index![i] === 0 && close![i] === before![i] ? 0 : clamp(index![i]! / 50 - 1, -1);
};

/** Six times the distance of the two means is the slope times the bars less one: both weigh the same values, one by their place. */
const slopeOfMeans: Formula = ([weighted, plain, bars], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (6 * (weighted![i]! - plain![i]!)) / bars![i]!;
};
const slope = (g: Graph, bars: number): Node =>
  g.map(slopeOfMeans, g.indicator('wma', { timePeriod: bars }, [logClose(g)]), meanOf(g, logClose(g), bars), g.constant(bars - 1));

const efficiencyOf: Formula = ([way, step, bars], out) => {
  for (let i = 0; i < out.length; i++) out[i] = step![i] === 0 ? 0 : Math.min(1, Math.abs(way![i]!) / (bars![i]! * step![i]!));
};
/** The way from end to end as a share of all steps. */
function efficiency(g: Graph, bars: number): Node {
  const close = g.input('close');
  return g.map(efficiencyOf, differenceOf(g, close, g.lag(close, bars)), meanOf(g, magnitudeOf(g, differenceOf(g, close, g.lag(close, 1))), bars), g.constant(bars));
}

/** A line of MACD in average ranges. */
const macdLine = (family: string, output: number, title: string, description: string) =>
  defineFeatures({
    family, group, params: macdParams, presets: [[12, 26, 9]], title, description, source: 'G. Appel; TA-Lib MACD over TA-Lib ATR of 14', scaling: 'standardise',
    build: (g, [fastPeriod, slowPeriod, signalPeriod]) =>
      shareOf(g, g.indicator('macd', { fastPeriod: fastPeriod!, slowPeriod: slowPeriod!, signalPeriod: signalPeriod! }, undefined, output), averageRange(g, 14)),
  });

export const momenta = [
  defineFeatures({
    family: 'rsi', group, params: [barsParam(2)], presets: [[7], [14]], title: 'Relative strength of {0} bars',
    description: 'How far gains outweigh losses, -1 to 1: the relative strength index about its middle. 0 where nothing has moved.',
    source: 'TA-Lib RSI / 50 - 1, but 0 where it is 0 and the close is that of {0} bars before', scaling: 'none', bounds: [-1, 1],
    build: (g, [bars]) => g.map(aboutMiddle, g.indicator('rsi', { timePeriod: bars! }), g.input('close'), g.lag(g.input('close'), bars!)),
  }),
  defineFeatures({
    family: 'stochastic', group, params: [barsParam(), barsParam(1, 'smoothing', 'Bars of the mean')], presets: [[14, 3]], title: 'Stochastic of {0} bars',
    description: 'Where the close lies in the range of the last {0} bars, a mean of {1}; 0 to 1.', source: 'TA-Lib STOCH, slow %K', scaling: 'none', bounds: [0, 1],
    build: (g, [fastK, slowK]) => unitOf(g, hundredthOf(g, g.indicator('stoch', { fastK: fastK!, slowK: slowK! }, undefined, 0))),
  }),
  macdLine('macd', 0, 'MACD {0}, {1}', 'Distance of the {0}- and the {1}-bar exponential average, in average true ranges.'),
  macdLine('macd_histogram', 2, 'MACD {0}, {1}, {2} histogram', 'MACD less its signal line, in average true ranges.'),
  defineFeatures({
    family: 'cci', group, params: [barsParam(2)], presets: [[20]], title: 'Commodity channel index of {0} bars',
    description: 'Distance of the typical price from its mean in mean deviations, a hundredth of the usual index.', source: 'TA-Lib CCI / 100', scaling: 'robust',
    build: (g, [bars]) => hundredthOf(g, g.indicator('cci', { timePeriod: bars! })),
  }),
  defineFeatures({
    family: 'adx', group, params: [barsParam(2)], presets: [[14]], title: 'Strength of the trend of {0} bars',
    description: 'Average directional index, 0 to 1.', source: 'TA-Lib ADX / 100', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => unitOf(g, hundredthOf(g, g.indicator('adx', { timePeriod: bars! }))),
  }),
  defineFeatures({
    family: 'trend_slope', group, params: [barsParam(2)], presets: [[20], [60]], title: 'Slope of the trend of {0} bars',
    description: 'Slope a bar of the least-squares line through the logarithms of the last {0} closes.', source: 'TA-Lib LINEARREG_SLOPE of ln(close), as 6 (WMA - SMA) / (bars - 1)', scaling: 'robust',
    build: (g, [bars]) => slope(g, bars!),
  }),
  defineFeatures({
    family: 'efficiency', group, params: [barsParam()], presets: [[20]], title: 'Efficiency of {0} bars',
    description: 'How much of the way of the last {0} bars was in one direction, 0 to 1.', source: 'P. Kaufman, efficiency ratio', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => efficiency(g, bars!),
  }),
  defineFeatures({
    family: 'rise_share', group, params: [barsParam(2)], presets: [[20]], title: 'Share of rises in {0} bars',
    description: 'How many of the last {0} bars closed higher than the one before, 0 to 1.', source: 'Definition', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => unitOf(g, meanOf(g, g.map(isRise, logReturn(g)), bars!)),
  }),
  defineFeature({
    family: 'streak', group, title: 'Streak', description: 'Bars in a row that closed higher, below zero: lower; 0 after an unchanged close.', source: 'Definition; L. Connors, C. Alvarez (2012)', scaling: 'standardise',
    build: (g) => g.kernel(streakSource, [logReturn(g)]),
  }),
];
