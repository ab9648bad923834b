import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { logOfRatio } from '../kernels/logarithm.ts';
import { averageRange, deviationOf, emaOf, logFarRatioOf, logReturn, magnitudeOf, meanOf, rootOf, shareOf, squaredReturn, squareOf, unitOf, volatility } from './common.ts';

const group = 'Volatility';
const squaredLoss: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (a![i]! < 0 ? a![i]! * a![i]! : 0);
};

const squaredRange: Formula = ([high, low], out) => {
  for (let i = 0; i < out.length; i++) {
    const range = logOfRatio(high![i]!, low![i]!);
    out[i] = range * range;
  }
};
const squaredBody: Formula = ([open, close], out) => {
  for (let i = 0; i < out.length; i++) {
    const body = logOfRatio(close![i]!, open![i]!);
    out[i] = body * body;
  }
};
const rogersSatchell: Formula = ([open, high, low, close], out) => {
  for (let i = 0; i < out.length; i++) {
    const up = logOfRatio(high![i]!, close![i]!);
    const down = logOfRatio(low![i]!, close![i]!);
    const body = logOfRatio(close![i]!, open![i]!);
    out[i] = up * (up + body) + down * (down + body);
  }
};
const parkinson: Formula = ([range], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(range![i]! / (4 * Math.LN2));
};
const garmanKlass: Formula = ([range, body], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(0.5 * range![i]! - (2 * Math.LN2 - 1) * body![i]!);
};

/** A variance below this share of the mean square is what rounding left of returns that are all one. */
const leastShare = 1e-10;
const cube: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = a![i]! * a![i]! * a![i]!;
};
/** From the means of the first three powers. */
const skewnessOf: Formula = ([first, second, third], out) => {
  for (let i = 0; i < out.length; i++) {
    const [mean, squares] = [first![i]!, second![i]!];
    const variance = squares - mean * mean;
    out[i] = variance > leastShare * squares ? (third![i]! - 3 * mean * squares + 2 * mean * mean * mean) / (variance * Math.sqrt(variance)) : 0;
  }
};
/** From the means of the first four powers. */
const kurtosisOf: Formula = ([first, second, third, fourth], out) => {
  for (let i = 0; i < out.length; i++) {
    const [mean, squares] = [first![i]!, second![i]!];
    const variance = squares - mean * mean;
    const power = fourth![i]! - 4 * mean * third![i]! + 6 * mean * mean * squares - 3 * mean * mean * mean * mean;
    out[i] = variance > leastShare * squares ? power / (variance * variance) - 3 : 0;
  }
};
const skewness = (g: Graph, bars: number): Node => g.map(skewnessOf, ...[logReturn(g), squaredReturn(g), g.map(cube, logReturn(g))].map((one) => meanOf(g, one, bars)));
const kurtosis = (g: Graph, bars: number): Node =>
  g.map(kurtosisOf, ...[logReturn(g), squaredReturn(g), g.map(cube, logReturn(g)), squareOf(g, squaredReturn(g))].map((one) => meanOf(g, one, bars)));

const meanSquaredRange = (g: Graph, bars: number): Node => meanOf(g, g.map(squaredRange, g.input('high'), g.input('low')), bars);
const meanSquaredBody = (g: Graph, bars: number): Node => meanOf(g, g.map(squaredBody, g.input('open'), g.input('close')), bars);

/** An estimator from the prices inside the bars, a bar; the indicator of the name gives it a year. */
const fromRanges = (family: string, name: string, source: string, build: (g: Graph, bars: number) => Node) =>
  defineFeatures({
    family, group, params: [barsParam(2)], presets: [[20]], title: `${name} volatility of {0} bars`,
    description: `Volatility a bar from the prices inside the last {0} bars${family === 'parkinson' ? '' : '; null where prices contradict each other'}.`, source, scaling: 'robust', isSparse: family !== 'parkinson',
    build: (g, [bars]) => build(g, bars!),
  });

const shareOfLosses = (g: Graph, bars: number): Node =>
  unitOf(g, shareOf(g, meanOf(g, g.map(squaredLoss, logReturn(g)), bars), meanOf(g, squaredReturn(g), bars)));

export const volatilities = [
  defineFeatures({
    family: 'volatility', group, params: [barsParam(2)], presets: [[5], [20], [60], [120]], title: 'Volatility of {0} bars',
    description: 'Population deviation of the log returns of the last {0} bars, a bar.', source: 'Definition', scaling: 'robust',
    build: (g, [bars]) => volatility(g, bars!),
  }),
  defineFeatures({
    family: 'volatility_ratio', group, params: [barsParam(2, 'short', 'Short window'), barsParam(2, 'long', 'Long window')], presets: [[5, 60], [20, 120]],
    title: 'Volatility of {0} against {1} bars', description: 'Logarithm of the volatility of {0} bars over that of {1}.', source: 'Definition', scaling: 'standardise',
    build: (g, [short, long]) => logFarRatioOf(g, volatility(g, short!), volatility(g, long!)),
  }),
  defineFeatures({
    family: 'volatility_ewma', group, params: [barsParam(2)], presets: [[32]], title: 'Exponentially weighted volatility of {0} bars',
    description: 'Root of the exponentially weighted mean of squared log returns, a bar.',
    source: 'RiskMetrics technical document (1996), begun with a plain mean; 32 bars weigh about as its 0.94', scaling: 'robust',
    build: (g, [bars]) => rootOf(g, emaOf(g, squaredReturn(g), bars!)),
  }),
  defineFeatures({
    family: 'volatility_change', group, params: [barsParam(2)], presets: [[20]], title: 'Change of the volatility of {0} bars',
    description: 'Logarithm of the volatility of {0} bars over what it was {0} bars before.', source: 'Definition', scaling: 'standardise',
    build: (g, [bars]) => logFarRatioOf(g, volatility(g, bars!), g.lag(volatility(g, bars!), bars!)),
  }),
  defineFeatures({
    family: 'volatility_of_volatility', group, params: [barsParam(2)], presets: [[20]], title: 'Volatility of volatility of {0} bars',
    description: 'Deviation of the volatility of {0} bars as a share of its mean.', source: 'Definition', scaling: 'robust',
    build: (g, [bars]) => shareOf(g, deviationOf(g, volatility(g, bars!), bars!), meanOf(g, volatility(g, bars!), bars!)),
  }),
  defineFeatures({
    family: 'atr_share', group, params: [barsParam()], presets: [[14]], title: 'Average true range of {0} bars',
    description: 'Average true range as a share of the close.', source: 'TA-Lib ATR / close', scaling: 'robust',
    build: (g, [bars]) => shareOf(g, averageRange(g, bars!), g.input('close')),
  }),
  fromRanges('parkinson', 'Parkinson', 'M. Parkinson, The extreme value method (1980)', (g, bars) => g.map(parkinson, meanSquaredRange(g, bars))),
  fromRanges('garman_klass', 'Garman-Klass', 'M. Garman, M. Klass, On the estimation of security price volatilities (1980)', (g, bars) => g.map(garmanKlass, meanSquaredRange(g, bars), meanSquaredBody(g, bars))),
  fromRanges('rogers_satchell', 'Rogers-Satchell', 'L. Rogers, S. Satchell, Estimating variance from high, low and closing prices (1991)', (g, bars) =>
    rootOf(g, meanOf(g, g.map(rogersSatchell, g.input('open'), g.input('high'), g.input('low'), g.input('close')), bars))),
  defineFeatures({
    family: 'loss_share', group, params: [barsParam(2)], presets: [[20], [60]], title: 'Share of losses in the variance of {0} bars',
    description: 'Squared losses as a share of all squared returns of the last {0} bars, 0 to 1; 0 where nothing moves.',
    source: 'O. Barndorff-Nielsen, S. Kinnebrock, N. Shephard, Measuring downside risk: realised semivariance (2010)', scaling: 'none', bounds: [0, 1],
    build: (g, [bars]) => shareOfLosses(g, bars!),
  }),
  defineFeatures({
    family: 'skewness', group, params: [barsParam(3)], presets: [[60]], title: 'Skewness of {0} bars',
    description: 'Skewness (population) of the log returns of the last {0} bars; 0 where nothing moves.', source: 'Definition', scaling: 'standardise',
    build: (g, [bars]) => skewness(g, bars!),
  }),
  defineFeatures({
    family: 'kurtosis', group, params: [barsParam(4)], presets: [[60]], title: 'Excess kurtosis of {0} bars',
    description: 'Excess kurtosis (population) of the log returns of the last {0} bars; 0 where nothing moves.', source: 'Definition', scaling: 'robust',
    build: (g, [bars]) => kurtosis(g, bars!),
  }),
  defineFeature({
    family: 'return_size', group, title: 'Size of the return', description: 'Log return of the bar without its sign.', source: 'Definition', scaling: 'robust',
    build: (g) => magnitudeOf(g, logReturn(g)),
  }),
];
