import { Likelihood } from './likelihood.ts';
import { minimise, type Minimum } from './minimise.ts';
import { leastNu, mostNu, ParameterSpace } from './parameter-space.ts';
import { computeErrors, type Reported } from './standard-errors.ts';
import type { ErrorDistribution, Initialisation, Order, VolatilityFit } from './types.ts';
import { createLogBlock, createShareBlock, createSmoothingBlock, leastOmega, type VarianceBlock } from './variance-block.ts';
import { unconditionalOf } from './unconditional.ts';

export type LikelihoodModel = {
  readonly model: 'garch' | 'gjr' | 'egarch' | 'ewma';
  readonly order: Order;
  readonly distribution: ErrorDistribution;
  readonly hasMean: boolean;
  readonly initialisation: Initialisation;
  readonly lambda: number | 'estimate';
};

const initialisations: Readonly<Record<Initialisation, string>> = {
  backcast: 'backcast as in arch: before the first return squares and variances are the squares of the first 75 returns less their mean, weighted by 0.94 to the power of their place',
  'mean-square': 'mean square as in fGarch: before the first return squares and variances are the mean of all squared returns less mu',
  conditional: 'conditional as in tseries: before the first return squares and variances are the mean square, and the first returns, as many as there are lags, do not count in the likelihood',
};

/** Gain that the curvature still sees below which a maximum is one. */
const settledGain = 1e-4;
const leastShare = 1e-6;

const createBlock = ({ model, order, lambda }: LikelihoodModel, scale: number): VarianceBlock =>
  model === 'ewma' ? createSmoothingBlock(lambda) : model === 'egarch' ? createLogBlock(order, scale) : createShareBlock(order, scale);

/** Fits a model by maximum likelihood; the returns have been checked. */
export function fitLikelihood(returns: Float64Array, spec: LikelihoodModel): VolatilityFit {
  const likelihood = new Likelihood(returns, { isLog: spec.model === 'egarch', order: spec.order, distribution: spec.distribution, initialisation: spec.initialisation, hasMean: spec.hasMean });
  const space = new ParameterSpace(likelihood, createBlock(spec, likelihood.scale), { hasMean: spec.hasMean, hasNu: spec.distribution === 't' });
  const { minimum, iterations } = climb(space, spec);
  let theta = space.write(minimum.point).slice();
  const limits = findLimits(theta, spec, likelihood.scale);
  const reported = listReported(spec, theta.length, limits);
  let errors = computeErrors(likelihood, theta, reported);
  let logLikelihood = likelihood.evaluate(theta);
  // One step of Newton's takes what the search had left.
  if (errors.step !== null && errors.gain !== null && errors.gain > 1e-12) {
    const next = theta.map((value, k) => value + errors.step![k]!);
    const value = likelihood.evaluate(next);
    if (value >= logLikelihood && isAllowed(next, spec)) {
      [theta, logLikelihood] = [next, value];
      if (errors.gain > 1e-4) errors = computeErrors(likelihood, theta, reported);
    }
  }
  likelihood.evaluate(theta);
  const persistence = persistenceOf(theta, spec);
  const converged = minimum.isSettled && errors.gain !== null && Math.abs(errors.gain) < settledGain && persistence <= 1 && !limits.includes('omega');
  const count = likelihood.observations;
  const price = -2 * logLikelihood;
  return {
    model: spec.model, distribution: spec.distribution, order: spec.order, params: toParams(theta, spec), standardErrors: errors.classic, robustErrors: errors.robust,
    logLikelihood, aic: price + 2 * reported.length, bic: price + Math.log(count) * reported.length, observations: count,
    persistence, halfLife: persistence > 0 && persistence < 1 ? Math.log(0.5) / Math.log(persistence) : null,
    unconditionalVariance: unconditionalOf(theta, spec, persistence), initialisation: initialisations[spec.initialisation],
    converged, convergence: describe(converged, minimum, errors.gain, limits, persistence), limits, iterations,
    sigma: likelihood.sigmaSquared.map(Math.sqrt), residuals: likelihood.residuals.slice(), har: null,
  };
}

/** From the likeliest start; from the next ones, too, where that does not settle or where there may be several maxima. */
function climb(space: ParameterSpace, { model, order }: LikelihoodModel): { minimum: Minimum; iterations: number } {
  const isHilly = model === 'egarch' || order.p + order.o + order.q > 3;
  let best: Minimum | null = null;
  let iterations = 0;
  const starts = space.starts();
  for (let k = 0; k < Math.min(4, starts.length); k++) {
    const found = minimise(space.objective, starts[k]!, space.inverseCurvature(starts[k]!));
    iterations += found.iterations;
    if (best === null || (found.isSettled && !best.isSettled) || (found.isSettled === best.isSettled && found.value < best.value)) best = found;
    if (best.isSettled && (!isHilly || k > 0)) break;
  }
  return { minimum: best!, iterations };
}

const places = ({ p, o, q }: Order): { alpha: number[]; gamma: number[]; beta: number[] } => {
  const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, i) => start + i);
  return { alpha: from(2, p), gamma: from(2 + p, o), beta: from(2 + p + o, q) };
};

function toParams(theta: Float64Array, spec: LikelihoodModel): Record<string, number> {
  const { alpha, gamma, beta } = places(spec.order);
  const named = (name: string, list: readonly number[]): [string, number][] => list.map((place, i) => [`${name}${i + 1}`, theta[place]!]);
  const variance: [string, number][] = spec.model === 'ewma' ? [['lambda', theta[3]!]] : [['omega', theta[1]!], ...named('alpha', alpha), ...named('gamma', gamma), ...named('beta', beta)];
  return Object.fromEntries([...(spec.hasMean ? [['mu', theta[0]!] as const] : []), ...variance, ...(spec.distribution === 't' ? [['nu', theta.at(-1)!] as const] : [])]);
}

/** The parameters that were estimated. λ stands for α = 1 − λ and β = λ. */
function listReported(spec: LikelihoodModel, size: number, limits: readonly string[]): Reported[] {
  const unit = (...values: readonly (readonly [number, number])[]): Float64Array => {
    const direction = new Float64Array(size);
    for (const [place, value] of values) direction[place] = value;
    return direction;
  };
  const { alpha, gamma, beta } = places(spec.order);
  const named = (name: string, list: readonly number[]): [string, Float64Array][] => list.map((place, i) => [`${name}${i + 1}`, unit([place, 1])]);
  const smoothing: [string, Float64Array][] = spec.lambda === 'estimate' ? [['lambda', unit([2, -1], [3, 1])]] : [];
  const variance = spec.model === 'ewma' ? smoothing : [['omega', unit([1, 1])] as [string, Float64Array], ...named('alpha', alpha), ...named('gamma', gamma), ...named('beta', beta)];
  const all: [string, Float64Array][] = [...(spec.hasMean ? [['mu', unit([0, 1])] as [string, Float64Array]] : []), ...variance, ...(spec.distribution === 't' ? [['nu', unit([size - 1, 1])] as [string, Float64Array]] : [])];
  return all.map(([name, direction]) => ({ name, direction, isAtLimit: limits.includes(name), isJagged: name === 'mu' && spec.model === 'egarch' }));
}

function persistenceOf(theta: Float64Array, { model, order }: LikelihoodModel): number {
  const { alpha, gamma, beta } = places(order);
  const sum = (list: readonly number[]): number => list.reduce((total, place) => total + theta[place]!, 0);
  if (model === 'ewma') return 1;
  return model === 'egarch' ? sum(beta) : sum(alpha) + 0.5 * sum(gamma) + sum(beta);
}

/** Whether every variance is one whatever the shocks are. */
function isAllowed(theta: Float64Array, spec: LikelihoodModel): boolean {
  if (spec.model === 'egarch' || spec.model === 'ewma') return true;
  const { alpha, gamma, beta } = places(spec.order);
  const losses = gamma.map((place, i) => theta[place]! + (i < alpha.length ? theta[alpha[i]!]! : 0));
  return theta[1]! > 0 && [...alpha, ...beta].every((place) => theta[place]! >= 0) && losses.every((value) => value >= 0) && persistenceOf(theta, spec) < 1;
}

function findLimits(theta: Float64Array, spec: LikelihoodModel, scale: number): string[] {
  const limits: string[] = [];
  if (spec.distribution === 't' && (theta.at(-1)! > 0.98 * mostNu || theta.at(-1)! < leastNu + 1e-3)) limits.push('nu');
  if (spec.model === 'ewma' && spec.lambda === 'estimate' && Math.min(theta[2]!, theta[3]!) < 1e-5) limits.push('lambda');
  if (spec.model === 'egarch' || spec.model === 'ewma') return limits;
  const { alpha, gamma, beta } = places(spec.order);
  if (theta[1]! < 4 * leastOmega * scale) limits.push('omega');
  alpha.forEach((place, i) => theta[place]! < leastShare && limits.push(`alpha${i + 1}`));
  gamma.forEach((place, i) => theta[place]! + (i < alpha.length ? theta[alpha[i]!]! : 0) < leastShare && limits.push(`gamma${i + 1}`));
  beta.forEach((place, i) => theta[place]! < leastShare && limits.push(`beta${i + 1}`));
  return limits;
}

/** What is to be said of the search, in a sentence or two. */
function describe(converged: boolean, minimum: Minimum, gain: number | null, limits: readonly string[], persistence: number): string {
  const held = limits.length === 0 ? '' : ` At its limit: ${limits.join(', ')}.`;
  const lasting = persistence > 1 - 1e-6 ? ' Shocks do not fade: there is no variance that forecasts end at.' : '';
  if (converged) return `The likelihood is at its maximum.${held}${lasting}`;
  if (persistence > 1) return `Not converged: shocks grow (persistence ${persistence.toPrecision(4)}). Use another model or more returns.${held}`;
  if (limits.includes('omega')) return 'Not converged: the likelihood grows without end as omega goes to 0, as where most returns are the same. Use returns that move, or another model.';
  if (!minimum.isSettled) return `Not converged: the search ended after ${minimum.iterations} steps without a maximum. Use a simpler model or more returns.${held}`;
  if (gain === null) return `Not converged: the likelihood is flat where the search ended, so its parameters cannot be told apart. Use a simpler model or more returns.${held}${lasting}`;
  return `Not converged: a step by the curvature would still gain ${gain.toPrecision(2)}. Use a simpler model or more returns.${held}${lasting}`;
}
