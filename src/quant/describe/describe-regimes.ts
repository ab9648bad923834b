import type { Regimes } from '../../contract/model/description.ts';
import { QuantError } from '../error.ts';
import { filterStates, findPath, fitHmm, type GaussianHmm } from '../regimes/index.ts';
import { sayNumber, sayPercent, sayPeriods } from './words.ts';

const states = 2;
const names = ['Calm', 'Wild'] as const;
const starts = 6;
const seed = 1;
/** Where there are no regimes the search creeps along for ever; where there are any it has arrived long before. */
const mostSteps = 300;
/** Two states whose volatilities lie closer together than this are one. */
const leastContrast = 1.25;

type Span = Regimes['spans'][number];

/** Calm and wild times, by a hidden Markov model of two states. null: no two states can be told apart. */
export function describeRegimes(returns: Float64Array, periodsPerYear: number, period: string, progress: (share: number) => void): Regimes | null {
  const model = fit(returns, progress);
  if (model === null) return null;
  const observations = { values: returns, columns: 1 };
  const { path } = findPath(model, observations);
  const { probabilities } = filterStates(model, observations);
  const spans = toSpans(path);
  const last = spans.at(-1)!;
  const described = Array.from({ length: states }, (_, state) => describeState(model, state, path, periodsPerYear));
  const probability = probabilities[(returns.length - 1) * states + last.state]!;
  const [calm, wild] = [described[0]!, described[1]!];
  const lasted = last.to - last.from;
  return {
    verdict: `${names[last.state]} now`,
    sentence: `${names[last.state]} for ${sayPeriods(lasted, period)}, with ${sayPercent(probability, 0)} certainty. Wild times are ${sayNumber(wild.annualVolatility / calm.annualVolatility, 1)} times as volatile and make ${sayPercent(wild.share, 0)} of all${wild.duration === null ? '' : `; one lasts ${sayPeriods(Math.max(1, wild.duration), period)} on average`}.`,
    explanation: {
      formula: 'rₜ | sₜ ~ N(μₛ, σₛ²), sₜ a Markov chain of two states; the most likely path, and the probability of the last state from the past alone',
      convention: `Maximum likelihood, the best of ${starts} starts; states ordered by volatility. The ribbon looks back with all returns in view; the certainty of now does not look ahead.`,
      source: 'Hamilton 1989; Baum et al. 1970; Viterbi 1967',
    },
    states: described, current: { state: last.state, probability, lasted }, spans,
  };
}

function fit(returns: Float64Array, progress: (share: number) => void): GaussianHmm | null {
  try {
    const { model, collapsed } = fitHmm({ values: returns, columns: 1 }, { states, starts, seed, mostSteps, progress });
    const contrast = Math.sqrt(model.covariances[1]! / model.covariances[0]!);
    return collapsed.length > 0 || !(contrast >= leastContrast) ? null : model;
  } catch (error) {
    if (error instanceof QuantError) return null;
    throw error;
  }
}

function describeState({ means, covariances, transition }: GaussianHmm, state: number, path: Uint8Array, periodsPerYear: number): Regimes['states'][number] {
  const stay = transition[state * states + state]!;
  let inside = 0;
  for (const one of path) if (one === state) inside += 1;
  return {
    name: names[state]!, annualMean: means[state]! * periodsPerYear, annualVolatility: Math.sqrt(covariances[state]! * periodsPerYear),
    share: inside / path.length, duration: stay < 1 ? 1 / (1 - stay) : null,
  };
}

function toSpans(path: Uint8Array): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (let i = 1; i <= path.length; i++) {
    if (i < path.length && path[i] === path[from]) continue;
    spans.push({ state: path[from]!, from, to: i });
    from = i;
  }
  return spans;
}
