import type { ReturnSignificance } from '../../../contract/model/significance.ts';
import { QuantError } from '../../error.ts';
import { ReturnFigures } from '../returns/figures.ts';
import { quantileOfSorted } from '../returns/quantile.ts';
import type { ReturnSeries } from '../returns/series.ts';
import { assessReturns } from './assess-returns.ts';
import { computeOverfitting } from './overfitting.ts';
import { testPermutation, testRandomEntry, type Holding, type RandomTestOptions } from './random-tests.ts';
import { checkReality } from './reality-check.ts';

/** A strategy that was tried; null: the only one, without a name. */
export type Candidate = { readonly name: string | null; readonly returns: Float64Array };

export type SignificanceRequest = {
  /** One or more over the same periods; that with the highest Sharpe ratio is the one that was chosen. */
  readonly candidates: readonly Candidate[];
  readonly benchmark: Float64Array | null;
  /** What was held of the benchmark in each period: 1 is all of it, −1 short, 0 nothing. */
  readonly positions: Float64Array | null;
  /** Annual, as a share. */
  readonly riskFree: number;
  readonly periodsPerYear: number | null;
  /** How many strategies were tried before one was chosen; null: the candidates. */
  readonly trials: number | null;
  /** Deviation of the annual Sharpe ratios of the trials; null: that of the candidates, of one its standard error. */
  readonly trialDeviation: number | null;
  readonly samples: number;
  readonly meanBlock: number | null;
  readonly seed: number;
  /** Pieces that the time is cut into for the probability of overfitting, even; null: 16, fewer where each would have less than ten returns. */
  readonly blocks: number | null;
};

type Progress = (share: number) => void;

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Whether returns may be luck: the best of the candidates by its Sharpe ratio, the choice among them, and the timing of positions.
 * Errors: those of `checkReturnSeries`, LENGTHS_DIFFER, NO_BENCHMARK for positions without one, RANGE, TOO_FEW for blocks that there are
 * too few returns for.
 */
export function assessSignificance(request: SignificanceRequest, context?: { readonly progress: Progress }): ReturnSignificance {
  const { candidates, samples, meanBlock, seed, benchmark, positions, blocks } = request;
  const sharpes = sharpesOf(request);
  const best = bestOf(sharpes);
  const chosen = candidates[best] as Candidate;
  const steps = stepsOf(context?.progress ?? (() => {}), 4);
  const assessment = assessReturns({ series: seriesOf(request, chosen.returns), trials: request.trials ?? candidates.length, trialDeviation: request.trialDeviation ?? deviationOf(sharpes), samples, meanBlock, seed }, { progress: steps(0) });
  const options = { samples, meanBlock, seed };
  return {
    ...assessment, name: chosen.name, leftOut: 0,
    candidates: candidates.map(({ name }, i) => ({ name, sharpe: orNull(sharpes[i] as number) })),
    overfitting: describeOverfitting(candidates, blocks, steps(1)),
    realityCheck: chosen.returns.length < 2 ? null : describeReality(candidates, benchmark, { ...options, progress: steps(2) }),
    timing: positions === null ? null : describeTiming(positions, benchmark, { samples, seed, progress: steps(3) }),
  };
}

/** The progress of each of so many parts of the work. */
const stepsOf = (progress: Progress, count: number) => (step: number): Progress => (share) => progress((step + share) / count);

const seriesOf = ({ riskFree, periodsPerYear }: SignificanceRequest, returns: Float64Array): ReturnSeries => ({ returns, benchmark: null, time: null, riskFree, periodsPerYear });

/** Annual Sharpe ratios; NaN where nothing varies. */
function sharpesOf(request: SignificanceRequest): number[] {
  const length = request.candidates[0]?.returns.length ?? 0;
  return request.candidates.map(({ returns }) => {
    if (returns.length !== length) throw new QuantError('LENGTHS_DIFFER', 'The candidates have returns of different lengths; each must cover the same periods.');
    const { deviation, mean, riskFreePeriod, periods } = new ReturnFigures(seriesOf(request, returns));
    return deviation > 0 ? ((mean - riskFreePeriod) / deviation) * Math.sqrt(periods) : Number.NaN;
  });
}

/** Place of the largest; the first where none is a number. */
const bestOf = (values: readonly number[]): number => values.reduce((best, value, i) => (value > (values[best] as number) || (Number.isNaN(values[best]) && !Number.isNaN(value)) ? i : best), 0);

/** Sample deviation; null for fewer than two numbers. */
function deviationOf(values: readonly number[]): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length < 2) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
}

const usualBlocks = 16;
const returnsOfBlock = 10;

/** The usual number of blocks; fewer where they would be short, but never fewer than two. */
const blocksFor = (returns: number): number => Math.min(usualBlocks, Math.max(2, 2 * Math.floor(returns / (2 * returnsOfBlock))));

function describeOverfitting(candidates: readonly Candidate[], asked: number | null, progress: Progress): ReturnSignificance['overfitting'] {
  const length = candidates[0]?.returns.length ?? 0;
  if (candidates.length < 2 || (asked === null && length < 4)) return null;
  const blocks = asked ?? blocksFor(length);
  const { probability, lossProbability, logits } = computeOverfitting(candidates.map(({ returns }) => returns), blocks, progress);
  return { blocks, splits: logits.length, probability, lossProbability, medianLogit: quantileOfSorted(logits.sort(), 0.5) };
}

function describeReality(candidates: readonly Candidate[], benchmark: Float64Array | null, options: RandomTestOptions & { readonly meanBlock: number | null }): ReturnSignificance['realityCheck'] {
  const excess = candidates.map(({ returns }) => (benchmark === null ? returns : returns.map((value, i) => value - (benchmark[i] as number))));
  const { best, statistic, pValue } = checkReality(excess, options);
  return { best: candidates[best]?.name ?? null, meanExcess: statistic / Math.sqrt(excess[0]?.length ?? 1), isAgainstBenchmark: benchmark !== null, pValue };
}

function describeTiming(positions: Float64Array, benchmark: Float64Array | null, options: RandomTestOptions): ReturnSignificance['timing'] {
  if (benchmark === null) throw new QuantError('NO_BENCHMARK', 'Positions are of a benchmark, and there is none; give the returns of what was held.');
  const steps = stepsOf(options.progress ?? (() => {}), 2);
  const permutation = testPermutation(positions, benchmark, { ...options, progress: steps(0) });
  const holdings = holdingsOf(positions);
  const entries = holdings.length === 0 ? null : testRandomEntry(benchmark, holdings, { ...options, progress: steps(1) });
  return {
    permutation: { meanReturn: permutation.statistic, chanceMeanReturn: quantileOfSorted(permutation.values, 0.5), pValue: permutation.pValue },
    randomEntry: entries === null ? null : { holdings: holdings.length, logReturn: orNull(entries.statistic), chanceLogReturn: orNull(quantileOfSorted(entries.values, 0.5)), pValue: entries.pValue },
  };
}

/** The times in which positions stood on one side. */
function holdingsOf(positions: Float64Array): Holding[] {
  const holdings: Holding[] = [];
  for (let from = 0; from < positions.length; ) {
    const side = Math.sign(positions[from] as number);
    let to = from;
    while (to + 1 < positions.length && Math.sign(positions[to + 1] as number) === side) to += 1;
    if (side === 1 || side === -1) holdings.push({ from, to, side });
    from = to + 1;
  }
  return holdings;
}
