import { QuantError } from '../error.ts';
import { climb, type Climb } from './climb.ts';
import { makeEmWorkspace, smallestVariance } from './expectation-maximisation.ts';
import { checkObservations, countObservations, countParameters, type CovarianceKind, type GaussianHmm, type Observations } from './gaussian-hmm.ts';
import { orderStates } from './order-states.ts';
import { standardise, unstandardise } from './standardise.ts';
import { makeStart } from './start-models.ts';

export type HmmOptions = {
  /** 2 to 4. */
  readonly states: number;
  /** How many places the search climbs from; 8 where nothing is said. */
  readonly starts?: number;
  /** The same seed draws the same starts. */
  readonly seed?: number;
  /** Steps of expectation and maximisation that each start may take; 2,000 where nothing is said. */
  readonly mostSteps?: number;
  /** Several columns inside a state: each for itself, or with their covariances, which is what happens where nothing is said. */
  readonly covariance?: CovarianceKind;
  readonly progress?: (share: number) => void;
};

/** Where one start came out. */
export type StartOutcome = { readonly logLikelihood: number; readonly steps: number; readonly isConverged: boolean };

export type HmmFit = {
  /** States from the calmest to the wildest, see `orderStates`. */
  readonly model: GaussianHmm;
  readonly logLikelihood: number;
  /** Akaike 1974 and Schwarz 1978: −2 log L + 2 p and + p log n. Lower is better; comparable only over the same observations. */
  readonly aic: number;
  readonly bic: number;
  readonly parameters: number;
  /** The start that won came to rest before its steps ran out. */
  readonly isConverged: boolean;
  /** How many starts came to the same likelihood (within 1e-4): few of many means that the search may have missed a better one. */
  readonly agreeing: number;
  /** States that shrank on a few equal values until the smallest variance stopped them; their likelihood says little. */
  readonly collapsed: readonly number[];
  readonly starts: readonly StartOutcome[];
};

const usualStarts = 8;
const usualSteps = 2_000;
/** Fewer observations a state than this give no fit worth the name. */
const fewestPerState = 10;

function checkOptions(observations: Observations, { states, starts = usualStarts, seed = 1, mostSteps = usualSteps }: HmmOptions): void {
  checkObservations(observations);
  if (!Number.isInteger(states) || states < 2 || states > 4) throw new QuantError('RANGE', `A model has from 2 to 4 states, not ${states}.`);
  if (!Number.isInteger(starts) || starts < 1 || starts > 100) throw new QuantError('RANGE', `The search takes from 1 to 100 starts, not ${starts}.`);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) throw new QuantError('RANGE', `The seed must be a whole number from 0 to 4294967295, not ${seed}.`);
  if (!Number.isInteger(mostSteps) || mostSteps < 2 || mostSteps > 100_000) throw new QuantError('RANGE', `Each start takes from 2 to 100,000 steps, not ${mostSteps}.`);
  const [count, wanted] = [countObservations(observations), fewestPerState * states * observations.columns];
  if (count < wanted) throw new QuantError('TOO_FEW', `${states} states need at least ${wanted} observations, not ${count}.`);
}

/**
 * Fits a Gaussian hidden Markov model by maximum likelihood: expectation and maximisation (Baum et al. 1970) on standardised columns from
 * several seeded starts, the likeliest taken. No priors. A variance stays above 1e-8 of its column's. The same input gives the same bits.
 * Errors: RANGE, LENGTHS_DIFFER, NOT_FINITE, TOO_FEW (10 observations a state and column), NO_VARIATION.
 */
export function fitHmm(observations: Observations, options: HmmOptions): HmmFit {
  checkOptions(observations, options);
  const { states, starts = usualStarts, seed = 1, mostSteps = usualSteps, covariance = 'full' } = options;
  const standardised = standardise(observations);
  const workspace = makeEmWorkspace(standardised.observations, states, covariance);
  const climbs: Climb[] = [];
  for (let i = 0; i < starts; i++) {
    climbs.push(climb(makeStart(standardised.observations, states, seed, i), workspace, mostSteps));
    options.progress?.((i + 1) / starts);
  }
  const best = climbs.reduce((one, other) => (other.logLikelihood > one.logLikelihood ? other : one));
  // A density of a standardised column is larger by its deviation.
  const count = countObservations(observations);
  const shift = -count * standardised.deviations.reduce((sum, deviation) => sum + Math.log(deviation), 0);
  const logLikelihood = best.logLikelihood + shift;
  const parameters = countParameters(states, observations.columns, covariance);
  const order = orderStates(best.model);
  return {
    model: unstandardise(best.model, standardised, order), logLikelihood, parameters,
    aic: 2 * parameters - 2 * logLikelihood, bic: parameters * Math.log(count) - 2 * logLikelihood, isConverged: best.isConverged,
    agreeing: climbs.filter((one) => best.logLikelihood - one.logLikelihood <= 1e-4).length,
    collapsed: order.flatMap((from, to) => (isCollapsed(best.model, from) ? [to] : [])),
    starts: climbs.map((one) => ({ logLikelihood: one.logLikelihood + shift, steps: one.steps, isConverged: one.isConverged })),
  };
}

const isCollapsed = ({ columns, covariances }: GaussianHmm, state: number): boolean =>
  Array.from({ length: columns }, (_, i) => covariances[(state * columns + i) * columns + i]!).some((variance) => variance <= 1.01 * smallestVariance);
