import type { BarColumns } from '../../../contract/model/bar.ts';
import { figureNames, searchBatch, type PlanSize, type SweepRunOutput, type TrialBatch, type TrialPlan } from '../../../quant/sweep/index.ts';
import type { SweepRequest } from '../../../contract/model/sweep.ts';
import { watchCode } from '../strategies/index.ts';
import type { JobPort } from '../jobs/index.ts';
import type { RecordedSweep, TrialRow, TrialStore } from './ports.ts';
import { runJob } from './run-job.ts';
import { batchSize, gridBatches, listBatches } from './sweep-batches.ts';
import type { TrialWriter } from './trial-writer.ts';

export type SweepRun = {
  readonly sweepId: string;
  readonly spec: RecordedSweep;
  readonly size: PlanSize;
  readonly series: readonly { readonly symbol: string; readonly bars: BarColumns }[];
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

type Work = { readonly series: number; readonly batch: TrialBatch };

/** What all trials share. */
export const planOf = ({ strategy, code, params, settings, space, where, search }: SweepRequest): TrialPlan =>
  ({ strategy, params, settings, space, where: where ?? null, isGrid: search === 'grid', ...(code === undefined ? {} : { code }) });

/** Runs the trials of a sweep that are not on disk yet, as many batches at once as there are workers. */
export class SweepRunner {
  readonly #run: SweepRun;
  readonly #deps: RunnerDeps;
  readonly #plan: TrialPlan;

  constructor(run: SweepRun, deps: RunnerDeps) {
    this.#run = run;
    this.#deps = deps;
    this.#plan = planOf(run.spec);
  }

  async run(): Promise<void> {
    const { spec, sweepId } = this.#run;
    const finished = await this.#deps.trials.finishedTrials(sweepId);
    if (spec.search === 'tpe') for (let s = 0; s < spec.data.length; s++) await this.#searchByModel(s, this.#marksOf(finished, s));
    else await this.#runAll(this.#work(finished));
    await this.#deps.writer.flush();
  }

  /** 1 for each place of a series that is done; null where none is. */
  #marksOf(finished: Int32Array, series: number): Uint8Array | null {
    const { perSeries } = this.#run.spec;
    const own = finished.filter((trial) => Math.floor(trial / perSeries) === series);
    if (own.length === 0) return null;
    const marks = new Uint8Array(perSeries);
    for (const trial of own) marks[trial % perSeries] = 1;
    return marks;
  }

  async *#work(finished: Int32Array): AsyncGenerator<Work> {
    const { spec } = this.#run;
    for (let series = 0; series < spec.data.length; series++) {
      const marks = this.#marksOf(finished, series);
      const batches = spec.search === 'grid'
        ? gridBatches(spec.perSeries, this.#sizeOf(series), marks)
        : listBatches(await this.#propose(spec.perSeries, new Float64Array(), new Float64Array()), this.#width, 0, this.#sizeOf(series), marks);
      for (const batch of batches) yield { series, batch };
    }
  }

  get #width(): number {
    return Object.keys(this.#run.spec.space).length;
  }

  #sizeOf(series: number): number {
    return batchSize(this.#run.series[series]?.bars.time.length ?? 0, this.#run.size.eventPath === null);
  }

  #propose(count: number, values: Float64Array, scores: Float64Array): Promise<Float64Array> {
    const { search, searchSeed: seed } = this.#run.spec;
    return runJob(this.#deps.jobs, 'sweep.propose', { plan: this.#plan, search: search === 'tpe' ? 'tpe' : 'random', seed, values, scores, count }, { signal: this.#deps.signal });
  }

  /** As many lanes as workers, and one more so that none of them waits for the next batch. */
  async #runAll(work: AsyncGenerator<Work>): Promise<void> {
    let hasFailed = false;
    const lane = async (): Promise<void> => {
      while (!hasFailed) {
        await this.#deps.gate();
        const { done, value } = await work.next();
        if (done === true) return;
        await this.#runBatch(value);
      }
    };
    const lanes = Array.from({ length: this.#deps.jobs.concurrency + 1 }, () => lane().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }));
    // Every lane has ended before the sweep has: what they found is then on its way to the disk.
    for (const outcome of await Promise.allSettled(lanes)) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Batches of sixteen, each proposed from all finished batches before it. */
  async #searchByModel(series: number, marks: Uint8Array | null): Promise<void> {
    const { spec } = this.#run;
    const values = new Float64Array(spec.perSeries * this.#width);
    const scores = new Float64Array(spec.perSeries);
    const metric = figureNames.indexOf(spec.metric);
    await this.#loadFinished(series, marks, values, scores);
    for (let first = 0; first < spec.perSeries; first += searchBatch) {
      const count = Math.min(searchBatch, spec.perSeries - first);
      if (marks !== null && marks.subarray(first, first + count).every((mark) => mark === 1)) continue;
      const proposed = await this.#propose(count, values.slice(0, first * this.#width), scores.slice(0, first));
      const parts = [...listBatches(proposed, this.#width, first, Math.ceil(searchBatch / this.#deps.jobs.concurrency), marks)];
      await this.#deps.gate();
      for (const { places, values: tried, figures } of await Promise.all(parts.map((batch) => this.#runBatch({ series, batch })))) {
        places.forEach((place, k) => {
          values.set(tried.subarray(k * this.#width, (k + 1) * this.#width), place * this.#width);
          scores[place] = figures[k * figureNames.length + metric] ?? Number.NaN;
        });
      }
      if (proposed.length < count * this.#width) return;
    }
  }

  async #loadFinished(series: number, marks: Uint8Array | null, values: Float64Array, scores: Float64Array): Promise<void> {
    if (marks === null) return;
    const { sweepId, spec } = this.#run;
    for (const { trial, params, metrics } of await this.#deps.trials.listTrials(sweepId, { metric: null, offset: 0, limit: spec.perSeries * spec.data.length })) {
      if (Math.floor(trial / spec.perSeries) !== series) continue;
      const place = trial % spec.perSeries;
      values.set(Object.keys(spec.space).map((name) => params[name] ?? Number.NaN), place * this.#width);
      scores[place] = metrics[spec.metric] ?? Number.NaN;
    }
  }

  async #runBatch({ series, batch }: Work): Promise<SweepRunOutput> {
    const { jobs, writer, signal, onFailure } = this.#deps;
    const data = this.#run.series[series];
    if (data === undefined) throw new Error(`A sweep has no series ${series}.`);
    const output = await runJob(jobs, 'sweep.run', { plan: this.#plan, ...data, batch }, { signal, ...watchCode(this.#plan.code ?? null, data.bars.time) });
    if (output.firstFailure !== null) onFailure(output.firstFailure);
    await writer.add(this.#toRows(series, output));
    return output;
  }

  #toRows(series: number, { places, values, figures, eventPlaces }: SweepRunOutput): TrialRow[] {
    const { sweepId, spec } = this.#run;
    const names = Object.keys(spec.space);
    return Array.from(places, (place, k) => {
      const numberAt = (f: number): number | null => {
        const value = figures[k * figureNames.length + f];
        return value === undefined || !Number.isFinite(value) ? null : value + 0;
      };
      return {
        runId: sweepId, trial: series * spec.perSeries + place,
        params: Object.fromEntries(names.map((name, a) => [name, values[k * names.length + a] ?? 0])),
        metrics: { ...Object.fromEntries(figureNames.map((name, f) => [name, numberAt(f)])), ...(eventPlaces[k] === 1 ? { event: 1 } : {}) },
      };
    });
  }
}
