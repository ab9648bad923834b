import { barsParam, defineFeature, defineFeatures } from '../define-feature.ts';
import type { Formula, Graph, Node } from '../graph/graph.ts';
import { logOfRatio } from '../kernels/logarithm.ts';
import { covarianceOf, differenceOf, dollarVolume, logRatioOf, logReturn, meanOf, shareOf, volatility, withinOne, zscoreOf } from './common.ts';

const group = 'Microstructure';
const middle: Formula = ([bid, ask], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (bid![i]! + ask![i]!) / 2;
};
const overSum: Formula = ([bid, ask], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (bid![i]! + ask![i] === 0 ? 0 : (bid![i]! - ask![i]!) / (bid![i]! + ask![i]!));
};
const microPrice: Formula = ([bid, ask, bidSize, askSize], out) => {
  for (let i = 0; i < out.length; i++) out[i] = bidSize![i]! + askSize![i] === 0 ? (bid![i]! + ask![i]!) / 2 : (ask![i]! * bidSize![i]! + bid![i]! * askSize![i]!) / (bidSize![i]! + askSize![i]!);
};
const inHalfSpreads: Formula = ([close, bid, ask], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (ask![i] === bid![i] ? 0 : (2 * close![i]! - bid![i]! - ask![i]!) / (ask![i]! - bid![i]!));
};
const rollSpread: Formula = ([covariance], out) => {
  for (let i = 0; i < out.length; i++) out[i] = 2 * Math.sqrt(Math.max(0, -covariance![i]!));
};
const illiquidity: Formula = ([change, traded], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log1p((1e9 * Math.abs(change![i]!)) / traded![i]!);
};

const factor = 3 - 2 * Math.SQRT2;
/** S. Corwin and P. Schultz, formulas 14 and 18; below zero it says nothing and counts as 0, as they do. */
function highLowSpread(high: number, low: number, highBefore: number, lowBefore: number): number {
  const now = logOfRatio(high, low);
  const before = logOfRatio(highBefore, lowBefore);
  const both = logOfRatio(Math.max(high, highBefore), Math.min(low, lowBefore));
  const beta = now * now + before * before;
  const gamma = both * both;
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / factor - Math.sqrt(gamma / factor);
  return Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)));
}
const spreadOfRanges: Formula = ([high, low, highBefore, lowBefore], out) => {
  for (let i = 0; i < out.length; i++) out[i] = highLowSpread(high![i]!, low![i]!, highBefore![i]!, lowBefore![i]!);
};

const mid = (g: Graph): Node => g.map(middle, g.input('bid'), g.input('ask'));
const spread = (g: Graph): Node => shareOf(g, differenceOf(g, g.input('ask'), g.input('bid')), mid(g));
const imbalance = (g: Graph): Node => g.map(overSum, g.input('bidSize'), g.input('askSize'));
const fromQuotes = 'null without quotes';

export const microstructure = [
  defineFeatures({
    family: 'illiquidity', group, params: [barsParam()], presets: [[20]], title: 'Illiquidity of {0} bars',
    description: 'Mean of ln(1 + size of the return for a billion traded) of the last {0} bars; null while a bar without volume is among them.',
    source: 'Y. Amihud, Illiquidity and stock returns (2002), with a logarithm for its tails', scaling: 'standardise', isSparse: true,
    build: (g, [bars]) => meanOf(g, g.map(illiquidity, logReturn(g), dollarVolume(g)), bars!),
  }),
  defineFeatures({
    family: 'roll_spread', group, params: [barsParam(3)], presets: [[20]], title: 'Spread after Roll of {0} bars',
    description: 'Spread that the autocovariance of the last {0} log returns tells of, as a share of the price; 0 where it is not below zero.',
    source: 'R. Roll, A simple implicit measure of the effective bid-ask spread (1984)', scaling: 'robust',
    build(g, [bars]) {
      return g.map(rollSpread, covarianceOf(g, logReturn(g), g.lag(logReturn(g), 1), bars!));
    },
  }),
  defineFeatures({
    family: 'high_low_spread', group, params: [barsParam()], presets: [[20]], title: 'Spread from highs and lows of {0} bars',
    description: 'Mean spread that highs and lows of neighbouring bars tell of, as a share of the price.',
    source: 'S. Corwin, P. Schultz, A simple way to estimate bid-ask spreads from daily high and low prices (2012), without their correction for nights', scaling: 'robust',
    build: (g, [bars]) => meanOf(g, g.map(spreadOfRanges, g.input('high'), g.input('low'), g.lag(g.input('high'), 1), g.lag(g.input('low'), 1)), bars!),
  }),
  defineFeature({
    family: 'spread', group, title: 'Spread', description: `Ask less bid at the end of the bar as a share of their middle; ${fromQuotes}.`, source: 'Definition', scaling: 'robust', isSparse: true,
    build: spread,
  }),
  defineFeatures({
    family: 'spread_zscore', group, params: [barsParam(2)], presets: [[20]], title: 'Z-score of the spread of {0} bars',
    description: `Distance of the spread from its mean of {0} bars, in its deviations; ${fromQuotes}.`, source: 'Standard score, population deviation', scaling: 'standardise', isSparse: true,
    build: (g, [bars]) => zscoreOf(g, spread(g), bars!),
  }),
  defineFeatures({
    family: 'spread_to_volatility', group, params: [barsParam(2)], presets: [[20]], title: 'Spread in volatilities of {0} bars',
    description: `Spread over the volatility of the last {0} bars: what a trade costs against what a bar moves; ${fromQuotes}, or where nothing moves.`, source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g, [bars]) => shareOf(g, spread(g), volatility(g, bars!)),
  }),
  defineFeature({
    family: 'quote_imbalance', group, title: 'Imbalance of the quote', description: `How much more is bid than asked at the best prices, -1 to 1; ${fromQuotes} with sizes.`,
    source: 'Definition', scaling: 'none', bounds: [-1, 1], isSparse: true,
    build: imbalance,
  }),
  defineFeatures({
    family: 'quote_imbalance_mean', group, params: [barsParam(2)], presets: [[10]], title: 'Mean imbalance of the quote of {0} bars',
    description: `Mean imbalance of the best prices over the last {0} bars, -1 to 1; ${fromQuotes} with sizes.`, source: 'Definition', scaling: 'none', bounds: [-1, 1], isSparse: true,
    build: (g, [bars]) => withinOne(g, meanOf(g, imbalance(g), bars!)),
  }),
  defineFeature({
    family: 'micro_price', group, title: 'Micro-price against the middle', description: `Logarithm of the middle weighed by the sizes across over the plain one; ${fromQuotes} with sizes.`,
    source: 'Weighted mid-price; J. Gatheral, R. Oomen (2010)', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, g.map(microPrice, g.input('bid'), g.input('ask'), g.input('bidSize'), g.input('askSize')), mid(g)),
  }),
  defineFeature({
    family: 'close_in_spread', group, title: 'Close in the spread', description: `Distance of the close from the middle in half spreads: 1 at the ask, -1 at the bid; ${fromQuotes}.`,
    source: 'C. Lee, M. Ready, Inferring trade direction from intraday data (1991)', scaling: 'robust', isSparse: true,
    build: (g) => g.map(inHalfSpreads, g.input('close'), g.input('bid'), g.input('ask')),
  }),
  defineFeature({
    family: 'mid_return', group, title: 'Return of the middle', description: `Log return of the middle of bid and ask from the bar before; ${fromQuotes}.`, source: 'Definition', scaling: 'robust', isSparse: true,
    build: (g) => logRatioOf(g, mid(g), g.lag(mid(g), 1)),
  }),
];
