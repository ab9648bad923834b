import type { SeriesInput } from '../../../quant/engine/task.ts';
import { figureNames, searchBatch, whyEventSeries, type PlanSize, type SweepRunOutput, type TrialBatch, type TrialPlan } from '../../../quant/sweep/index.ts';
import type { SweepRequest, SweptStrategy } from '../../../contract/model/sweep.ts';
import { watchCode } from '../strategies/index.ts';
import type { JobPort } from '../jobs/index.ts';
import type { RecordedSweep, TrialRow, TrialStore } from './ports.ts';
import { runJob } from './run-job.ts';
import { batchSize, gridBatches, listBatches } from './sweep-batches.ts';
import { lanesOf, sweptOf, type Lane } from './sweep-lanes.ts';
import type { TrialWriter } from './trial-writer.ts';

export type SweepRun = {
  readonly sweepId: string;
  readonly spec: RecordedSweep;
  /** Of each strategy. */
  readonly sizes: readonly PlanSize[];
  readonly series: readonly SeriesInput[];
};

export type RunnerDeps = {
  readonly jobs: JobPort;
  readonly trials: TrialStore;
  readonly writer: TrialWriter;
  readonly signal: AbortSignal;
  /** Resolves when work may go on: at once unless the sweep is paused. */
  readonly gate: () => Promise<void>;
  readonly onFailure: (message: string) => void;
};

type Work = { readonly lane: Lane; readonly batch: TrialBatch };

/** What all trials of one strategy share: that which the sweep is named by, where no other is given. */
export const planOf = (request: SweepRequest, { strategy, code, params, space, where }: SweptStrategy = request): TrialPlan => ({
  strategy, params, settings: request.settings, space, where: where ?? null, isGrid: request.search === 'grid',
  ...(code === undefined ? {} : { code }), ...(request.others === undefined ? {} : { mayVaryNothing: true }),
});

/** The same of each strategy. */
export const plansOf = (request: SweepRequest): readonly TrialPlan[] => sweptOf(request).map((one) => planOf(request, one));

/** Runs the trials of a sweep that are not on disk yet, as many batches at once as there are workers. */
export class SweepRunner {
  readonly #run: SweepRun;
  readonly #deps: RunnerDeps;
  readonly #plans: readonly TrialPlan[];
  /** Names of what varies, of each strategy. */
  readonly #names: readonly (readonly string[])[];

  constructor(run: SweepRun, deps: RunnerDeps) {
    this.#run = run;
    this.#deps = deps;
    this.#plans = plansOf(run.spec);
    this.#names = this.#plans.map(({ space }) => Object.keys(space));
  }

  async run(): Promise<void> {
    const { spec, sweepId } = this.#run;
    const finished = await this.#deps.trials.finishedTrials(sweepId);
    const lanes = lanesOf(spec);
    // Nothing can be proposed to a strategy that varies nothing: it is tried as it is.
    const isModelled = (lane: Lane): boolean => spec.search === 'tpe' && this.#widthOf(lane) > 0;
    await this.#runAll(this.#work(lanes.filter((lane) => !isModelled(lane)), finished));
    for (const lane of lanes.filter(isModelled)) await this.#searchByModel(lane, marksOf(finished, lane));
    await this.#deps.writer.flush();
  }

  async *#work(lanes: readonly Lane[], finished: Int32Array): AsyncGenerator<Work> {
    const { spec } = this.#run;
    for (const lane of lanes) {
      const marks = marksOf(finished, lane);
      const size = this.#batchSizeOf(lane);
      const batches = spec.search === 'grid' || this.#widthOf(lane) === 0
        ? gridBatches(lane.count, size, marks)
        : listBatches(await this.#propose(lane, lane.count, new Float64Array(), new Float64Array()), this.#widthOf(lane), 0, size, marks);
      for (const batch of batches) yield { lane, batch };
    }
  }

  #widthOf({ strategy }: Lane): number {
    return this.#names[strategy]?.length ?? 0;
  }

  #planOf({ strategy }: Lane): TrialPlan {
    const plan = this.#plans[strategy];
    if (plan === undefined) throw new Error(`A sweep has no strategy ${strategy}.`);
    return plan;
  }

  #batchSizeOf({ strategy, series }: Lane): number {
    const data = this.#run.series[series];
    return batchSize(data?.bars.time.length ?? 0, data !== undefined && this.#run.sizes[strategy]?.eventPath === null && whyEventSeries([data]) === null);
  }

  #propose(lane: Lane, count: number, values: Float64Array, scores: Float64Array): Promise<Float64Array> {
    const { search, searchSeed: seed } = this.#run.spec;
    return runJob(this.#deps.jobs, 'sweep.propose', { plan: this.#planOf(lane), search: search === 'tpe' ? 'tpe' : 'random', seed, values, scores, count }, { signal: this.#deps.signal });
  }

  /** As many batches as workers, and one more so that none of them waits for the next. */
  async #runAll(work: AsyncGenerator<Work>): Promise<void> {
    let hasFailed = false;
    const hand = async (): Promise<void> => {
      while (!hasFailed) {
        await this.#deps.gate();
        const { done, value } = await work.next();
        if (done === true) return;
        await this.#runBatch(value);
      }
    };
    const hands = Array.from({ length: this.#deps.jobs.concurrency + 1 }, () => hand().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }));
    // Every hand has ended before the sweep has: what they found is then on its way to the disk.
    for (const outcome of await Promise.allSettled(hands)) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Batches of sixteen, each proposed from all finished batches before it. */
  async #searchByModel(lane: Lane, marks: Uint8Array | null): Promise<void> {
    const width = this.#widthOf(lane);
    const values = new Float64Array(lane.count * width);
    const scores = new Float64Array(lane.count);
    const metric = figureNames.indexOf(this.#run.spec.metric);
    if (marks !== null) await this.#loadFinished(lane, values, scores);
    for (let first = 0; first < lane.count; first += searchBatch) {
      const count = Math.min(searchBatch, lane.count - first);
      if (marks !== null && marks.subarray(first, first + count).every((mark) => mark === 1)) continue;
      const proposed = await this.#propose(lane, count, values.slice(0, first * width), scores.slice(0, first));
      const parts = [...listBatches(proposed, width, first, Math.ceil(searchBatch / this.#deps.jobs.concurrency), marks)];
      await this.#deps.gate();
      for (const { places, values: tried, figures } of await Promise.all(parts.map((batch) => this.#runBatch({ lane, batch })))) {
        places.forEach((place, k) => {
          values.set(tried.subarray(k * width, (k + 1) * width), place * width);
          scores[place] = figures[k * figureNames.length + metric] ?? Number.NaN;
        });
      }
      if (proposed.length < count * width) return;
    }
  }

  async #loadFinished(lane: Lane, values: Float64Array, scores: Float64Array): Promise<void> {
    const { sweepId, spec } = this.#run;
    const names = this.#names[lane.strategy] ?? [];
    for (const { trial, params, metrics } of await this.#deps.trials.listTrials(sweepId, { metric: null, offset: 0, limit: spec.trials })) {
      const place = trial - lane.first;
      if (place < 0 || place >= lane.count) continue;
      values.set(names.map((name) => params[name] ?? Number.NaN), place * names.length);
      scores[place] = metrics[spec.metric] ?? Number.NaN;
    }
  }

  async #runBatch({ lane, batch }: Work): Promise<SweepRunOutput> {
    const { jobs, writer, signal, onFailure } = this.#deps;
    const data = this.#run.series[lane.series];
    if (data === undefined) throw new Error(`A sweep has no series ${lane.series}.`);
    const plan = this.#planOf(lane);
    const output = await runJob(jobs, 'sweep.run', { plan, series: data, batch }, { signal, ...watchCode(plan.code ?? null, data.bars.time) });
    if (output.firstFailure !== null) onFailure(output.firstFailure);
    await writer.add(this.#toRows(lane, output));
    return output;
  }

  #toRows(lane: Lane, { places, values, figures, eventPlaces }: SweepRunOutput): TrialRow[] {
    const names = this.#names[lane.strategy] ?? [];
    return Array.from(places, (place, k) => {
      const numberAt = (f: number): number | null => {
        const value = figures[k * figureNames.length + f];
        return value === undefined || !Number.isFinite(value) ? null : value + 0;
      };
      return {
        runId: this.#run.sweepId, trial: lane.first + place,
        params: Object.fromEntries(names.map((name, a) => [name, values[k * names.length + a] ?? 0])),
        metrics: { ...Object.fromEntries(figureNames.map((name, f) => [name, numberAt(f)])), ...(eventPlaces[k] === 1 ? { event: 1 } : {}) },
      };
    });
  }
}

/** 1 for each place of a lane that is done; null where none is. */
function marksOf(finished: Int32Array, { first, count }: Lane): Uint8Array | null {
  const own = finished.filter((trial) => trial >= first && trial < first + count);
  if (own.length === 0) return null;
  const marks = new Uint8Array(count);
  for (const trial of own) marks[trial - first] = 1;
  return marks;
}
