import type { Formula, Graph, Node } from '../graph/graph.ts';
import { logOfRatio } from '../kernels/logarithm.ts';

/** Formulas and columns that many features are made of. */
const log: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(a![i]!);
};
const difference: Formula = ([a, b], out) => {
  for (let i = 0; i < out.length; i++) out[i] = a![i]! - b![i]!;
};
const logRatio: Formula = ([a, b], out) => {
  for (let i = 0; i < out.length; i++) out[i] = logOfRatio(a![i]!, b![i]!);
};
const logFarRatio: Formula = ([a, b], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log(a![i]! / b![i]!);
};
/** A share of something; 0 where both are 0, so that standing still is not a gap. */
const share: Formula = ([a, b], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (a![i] === 0 && b![i] === 0 ? 0 : a![i]! / b![i]!);
};
const square: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = a![i]! * a![i]!;
};
const hundredth: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = a![i]! / 100;
};
const between: Formula = ([value, low, high], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! > low![i]! ? (value![i]! - low![i]!) / (high![i]! - low![i]!) : 0.5);
};

export const logClose = (g: Graph): Node => g.map(log, g.input('close'));
/** Log return over so many bars. */
export const logReturn = (g: Graph, bars = 1): Node => g.map(difference, logClose(g), g.lag(logClose(g), bars));
export const squareOf = (g: Graph, of: Node): Node => g.map(square, of);
export const squaredReturn = (g: Graph): Node => squareOf(g, logReturn(g));
/** Logarithm of the ratio of two that are near each other, such as prices. */
export const logRatioOf = (g: Graph, a: Node, b: Node): Node => g.map(logRatio, a, b);
/** The same of two that may be far apart, such as volumes; quicker for these. */
export const logFarRatioOf = (g: Graph, a: Node, b: Node): Node => g.map(logFarRatio, a, b);
export const differenceOf = (g: Graph, a: Node, b: Node): Node => g.map(difference, a, b);
export const shareOf = (g: Graph, a: Node, b: Node): Node => g.map(share, a, b);
export const hundredthOf = (g: Graph, a: Node): Node => g.map(hundredth, a);
/** Where a value lies between two others, 0 to 1; 0.5 where they are one. */
export const placeBetween = (g: Graph, value: Node, low: Node, high: Node): Node => g.map(between, value, low, high);

export const meanOf = (g: Graph, of: Node, bars: number): Node => (bars === 1 ? of : g.indicator('sma', { timePeriod: bars }, [of]));
/** Population deviation. */
export const deviationOf = (g: Graph, of: Node, bars: number): Node => g.indicator('stddev', { timePeriod: bars }, [of]);
export const emaOf = (g: Graph, of: Node, bars: number): Node => g.indicator('ema', { timePeriod: bars }, [of]);
/** Pearson's correlation of two columns that wander about 0, such as returns; 0 where one of them does not move. */
export const correlationOf = (g: Graph, a: Node, b: Node, bars: number): Node =>
  withinOne(g, shareOf(g, covarianceOf(g, a, b, bars), productOf(g, deviationOf(g, a, bars), deviationOf(g, b, bars))));
export const highestOf = (g: Graph, of: Node, bars: number): Node => g.indicator('max', { timePeriod: bars }, [of]);
export const lowestOf = (g: Graph, of: Node, bars: number): Node => g.indicator('min', { timePeriod: bars }, [of]);

const standard: Formula = ([value, mean, deviation], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (deviation![i] === 0 ? 0 : (value![i]! - mean![i]!) / deviation![i]!);
};
/** Distance from the mean of the window in its deviations; 0 where nothing moves. */
export const zscoreOf = (g: Graph, of: Node, bars: number): Node => g.map(standard, of, meanOf(g, of, bars), deviationOf(g, of, bars));

/** Deviation of log returns over so many bars: volatility a bar. */
export const volatility = (g: Graph, bars: number): Node => deviationOf(g, logReturn(g), bars);
export const averageRange = (g: Graph, bars: number): Node => g.indicator('atr', { timePeriod: bars });
export const dollarVolume = (g: Graph): Node => g.map(product, g.input('close'), g.input('volume'));
export const productOf = (g: Graph, a: Node, b: Node): Node => g.map(product, a, b);
const product: Formula = ([a, b], out) => {
  for (let i = 0; i < out.length; i++) out[i] = a![i]! * b![i]!;
};
/** At least so much and 1 at most; what is no number stays. By comparisons that nearly always come out the same. */
export const clamp = (value: number, least: number): number => (value < least ? least : value > 1 ? 1 : value);
const clampUnit: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = clamp(a![i]!, 0);
};
/** Kept inside 0 to 1, which rounding may leave by a hair. */
export const unitOf = (g: Graph, of: Node): Node => g.map(clampUnit, of);

const clampBoth: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = clamp(a![i]!, -1);
};
/** Kept inside -1 to 1. */
export const withinOne = (g: Graph, of: Node): Node => g.map(clampBoth, of);
const logAfterOne: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.log1p(a![i]!);
};
/** ln(1 + value). */
export const logAfterOneOf = (g: Graph, of: Node): Node => g.map(logAfterOne, of);
const magnitude: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(a![i]!);
};
export const magnitudeOf = (g: Graph, of: Node): Node => g.map(magnitude, of);
const root: Formula = ([a], out) => {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a![i]!);
};
/** Square root; NaN below 0. */
export const rootOf = (g: Graph, of: Node): Node => g.map(root, of);

/** Covariance out of means; 0 where the deviations are what rounding left of values that do not move. */
const covariance: Formula = ([meanOfProducts, meanA, meanB, deviationA, deviationB], out) => {
  for (let i = 0; i < out.length; i++) {
    const level = meanA![i]! * meanB![i]!;
    const scale = deviationA![i]! * deviationB![i]!;
    out[i] = scale > 1e-12 * Math.abs(level) ? Math.min(scale, Math.max(-scale, meanOfProducts![i]! - level)) : 0;
  }
};
/** Population covariance of two columns that wander about 0, such as returns. */
export const covarianceOf = (g: Graph, a: Node, b: Node, bars: number): Node =>
  g.map(covariance, meanOf(g, productOf(g, a, b), bars), meanOf(g, a, bars), meanOf(g, b, bars), deviationOf(g, a, bars), deviationOf(g, b, bars));

const closePlace: Formula = ([high, low, close], out) => {
  for (let i = 0; i < out.length; i++) out[i] = (high![i]! > low![i]! ? clamp((2 * close![i]! - high![i]! - low![i]!) / (high![i]! - low![i]!), -1) : 0);
};
/** 1 where the close is the high, -1 where it is the low; 0 without a range. */
export const closeInRange = (g: Graph): Node => g.map(closePlace, g.input('high'), g.input('low'), g.input('close'));
