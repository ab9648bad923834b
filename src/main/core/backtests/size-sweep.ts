import { sweepRequestSchema, type SweepRequest } from '../../../contract/model/sweep.ts';
import type { SweepEstimate } from '../../../contract/model/sweep-views.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { checkConversion } from '../../../quant/engine/check-series.ts';
import { checkSettings } from '../../../quant/engine/check-settings.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { checkSymbolCount } from '../../../quant/strategies/index.ts';
import { whyEventSeries, type PlanSize, type SweepRunInput, type TrialBatch, type TrialPlan } from '../../../quant/sweep/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError, type Clock } from '../kernel/index.ts';
import { watchCode } from '../strategies/index.ts';
import { asInvalid } from './as-invalid.ts';
import { runJob } from './run-job.ts';
import { batchSize } from './sweep-batches.ts';

/** More trials than that are run only for somebody who confirmed it. */
const mostUnconfirmed = 1_000_000;
/** More combinations than that are never run one by one. */
const mostCombinations = 10_000_000;
/** A model of so many trials takes longer to ask than most trials take. */
const mostModelTrials = 10_000;
const usualTrials = 200;
/** How many trials are timed: enough that what a batch begins with weighs as little as in the sweep. */
const sampleTrials = { vectorised: 1_024, event: 16 };

export type SweepSize = { readonly size: PlanSize; readonly perSeries: number; readonly trials: number };

/** Trials of all strategies on all series. */
export const countTrials = (sizes: readonly SweepSize[]): number => sizes.reduce((sum, { trials }) => sum + trials, 0);

/** What a sweep would be, for whoever asks before it is started. */
export function describeSize(sizes: readonly SweepSize[], series: readonly SeriesInput[]): Omit<SweepEstimate, 'seconds' | 'series'> {
  const trials = countTrials(sizes);
  const plans = sizes.map(({ size }) => size);
  const combinations = plans.reduce((sum, size) => sum + size.combinations, 0);
  return {
    trials, combinations: Number.isFinite(combinations) ? combinations : null, needsConfirm: trials > mostUnconfirmed,
    allowed: plans.some((size) => size.allowed === null) ? null : plans.reduce((sum, size) => sum + (size.allowed ?? 0), 0),
    eventPath: [...plans.map((size) => size.eventPath), ...series.map((one) => whyEventSeries([one]))].find((why) => why !== null) ?? null,
  };
}

const invalid = (message: string, details: Readonly<Record<string, unknown>> = {}): AppError => new AppError('INVALID_INPUT', message, details);

/** The request with its defaults; INVALID_INPUT for settings that contradict each other or the series, and for strategies of several symbols. */
export function checkSweepRequest(given: SweepRequest, info: StrategyInfo, series: readonly SeriesInput[]): SweepRequest {
  return asInvalid(() => {
    const request = sweepRequestSchema.parse(given);
    checkSettings(request.settings);
    checkSymbolCount(info, 1);
    checkConversion(series.filter(({ rates }) => rates !== undefined).map(({ symbol }) => symbol), request.settings);
    const coarse = request.settings.intrabar === 'magnify' ? series.find(({ finer }) => finer === undefined) : undefined;
    if (coarse !== undefined) throw invalid(`Magnifying needs finer bars of each series, and there are none of ${coarse.symbol}; give them, or read bars pessimistically or optimistically.`);
    if (request.search === 'grid' && request.trials !== undefined) throw invalid('A grid search tries every combination; leave the number of trials out, or search random or tpe.');
    return request;
  });
}

/** How many trials a sweep has; INVALID_INPUT where it has none or more than can be run. */
export async function sizeSweep(jobs: JobPort, request: SweepRequest, plan: TrialPlan, series: number): Promise<SweepSize> {
  const size = await runJob(jobs, 'sweep.plan', plan, watchCode(plan.code));
  const { combinations, allowed } = size;
  if (allowed === 0) throw invalid(`No combination of the grid meets the condition "${request.where ?? ''}"; widen the grid or the condition.`, { combinations });
  if (request.search === 'grid') {
    if (allowed === null) throw invalid(`The grid has ${combinations.toLocaleString('en')} combinations, at most ${mostCombinations.toLocaleString('en')} are run one by one; take larger steps, or search random or tpe with a number of trials.`, { combinations });
    return { size, perSeries: combinations, trials: allowed * series };
  }
  const wanted = request.trials ?? usualTrials;
  if (request.search === 'tpe' && wanted > mostModelTrials) throw invalid(`A tpe search takes at most ${mostModelTrials.toLocaleString('en')} trials, not ${wanted.toLocaleString('en')}; search random for more.`, { trials: wanted });
  const perSeries = Math.min(wanted, allowed ?? wanted);
  return { size, perSeries, trials: perSeries * series };
}

/** Refuses more than a million trials with how long they would take here, by the time that a few of them take. */
export async function refuseUnconfirmed(sizes: readonly SweepSize[], time: () => Promise<number>): Promise<void> {
  const trials = countTrials(sizes);
  if (trials <= mostUnconfirmed) return;
  const seconds = await time();
  const length = `, about ${sayDuration(seconds)} on this computer`;
  throw invalid(
    `This sweep has ${trials.toLocaleString('en')} trials${length}; narrow it, or confirm that it is meant (--yes).`, { trials, combinations: sizes[0]?.size.combinations, estimateSeconds: seconds });
}

/** About how many seconds a sweep takes on this computer. `sample`: what its first trials run on, as good as any series of its length. */
export async function timeSweep(jobs: JobPort, clock: Clock, { trials, perSeries, size }: SweepSize, sample: Omit<SweepRunInput, 'batch'>): Promise<number> {
  const isVectorised = size.eventPath === null && whyEventSeries([sample.series]) === null;
  const bars = sample.series.bars.time.length;
  const most = Math.min(isVectorised ? sampleTrials.vectorised : sampleTrials.event, batchSize(bars, isVectorised));
  const batch = sample.plan.isGrid ? gridSample(perSeries, most) : await listSample(jobs, sample.plan, Math.min(perSeries, most));
  return (await timeTrials(jobs, clock, { ...sample, batch }) * trials) / jobs.concurrency;
}

/** From the middle of the grid: its corners are the least like the rest. */
function gridSample(combinations: number, most: number): TrialBatch {
  const from = Math.max(0, Math.floor((combinations - most) / 2));
  return { kind: 'grid', from, to: Math.min(combinations, from + most), skip: null };
}

async function listSample(jobs: JobPort, plan: TrialPlan, count: number): Promise<TrialBatch> {
  const values = await runJob(jobs, 'sweep.propose', { plan, search: 'random', seed: 1, values: new Float64Array(), scores: new Float64Array(), count }, watchCode(plan.code));
  return { kind: 'list', places: Int32Array.from({ length: values.length / Math.max(1, Object.keys(plan.space).length) }, (_, k) => k), values };
}

/** Refuses more trials than memory should hold of a sweep that is recorded nowhere; one on disk has no such limit. */
export function refuseUnkept(sizes: readonly SweepSize[]): void {
  const trials = countTrials(sizes);
  if (trials > mostUnconfirmed) throw invalid(`A sweep that is recorded nowhere keeps its trials in memory, at most ${mostUnconfirmed.toLocaleString('en')} of them, not ${trials.toLocaleString('en')}; leave --ephemeral out, or narrow it.`, { trials });
}

/** Seconds that a trial takes. What came of these is thrown away. */
async function timeTrials(jobs: JobPort, clock: Clock, input: SweepRunInput): Promise<number> {
  const watched = watchCode(input.plan.code, input.series.bars.time);
  await runJob(jobs, 'sweep.run', input, watched);
  const startMs = clock.monotonicMs();
  const { places } = await runJob(jobs, 'sweep.run', input, watched);
  return (clock.monotonicMs() - startMs) / 1_000 / Math.max(1, places.length);
}

function sayDuration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
