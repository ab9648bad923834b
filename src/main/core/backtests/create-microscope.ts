import type { BarColumns } from '../../../contract/model/bar.ts';
import type { BacktestSpec } from '../../../contract/model/backtest.ts';
import type { Comparison } from '../../../contract/model/compare.ts';
import type { Moment } from '../../../contract/model/moment.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { momentAt, readMoment, type RecordedMoments } from '../../../quant/microscope/index.ts';
import { AppError } from '../kernel/index.ts';
import { watchCode } from '../strategies/index.ts';
import type { Backtests } from './backtests.ts';
import type { CapsulesDeps } from './create-capsules.ts';
import { findRunData, type RunDataSource } from './find-run-data.ts';
import type { RecordedSpec } from './ports.ts';
import { runJob } from './run-job.ts';

/** A moment of a run, by its number or by a time. */
export type MomentPlace = { readonly index?: number | undefined; readonly timeMs?: number | undefined };

/** Which trades of a comparison are listed. */
export type CompareOptions = { readonly from: number; readonly limit: number; readonly onlyDifferent: boolean };

/** Finished runs looked at closely. NOT_FOUND where there is no such run or it has no result. */
export interface Microscope {
  /**
   * The run at a moment: by number, or the last one at or before a time; the first where nothing is said. The first look at a run makes it again
   * with a pen beside it, every later one is a matter of a millisecond. NOT_FOUND where its bars are nowhere any more, CONFLICT where another
   * version of the engine made it.
   */
  moment(runId: string, place: MomentPlace): Promise<Moment>;
  /** Two runs trade by trade, with the causes of the gap in profit. */
  compare(runIdA: string, runIdB: string, options: CompareOptions): Promise<Comparison>;
}

/** Journals of so many runs are kept: they are some hundred bytes a bar. */
const mostKept = 2;

/** Builds it over recorded runs. */
export function createMicroscope(deps: CapsulesDeps, backtests: Pick<Backtests, 'get' | 'resultBody'>): Microscope {
  const { jobs, registry } = deps;
  const source: RunDataSource = deps;
  /** The latest looked at comes last. */
  const kept = new Map<string, Promise<RecordedMoments>>();

  async function record(runId: string): Promise<RecordedMoments> {
    const run = await backtests.get(runId);
    const recorded = await registry.loadSpec(runId);
    if (recorded === null || run.kind !== 'backtest' || run.status !== 'done') throw new AppError('NOT_FOUND', `Run ${runId} is ${run.status} and has no bars to look at.`, { runId, status: run.status });
    if (recorded.engineVersion !== engineVersion) throw new AppError('CONFLICT', `Run ${runId} was made by version ${recorded.engineVersion} of the engine and this is version ${engineVersion}, which may fill differently; run it again and look at that run.`, { runId, engineVersion: recorded.engineVersion });
    const series = await findRunData(source, runId, recorded);
    const [only] = series;
    const { code } = recorded;
    const { journal } = await runJob(
      jobs, 'backtest.record', { spec: specOf(recorded), series, isKept: true, ...(code === undefined ? {} : { code }) }, watchCode(code ?? null, series.length === 1 ? only?.bars.time : undefined));
    if (journal === null) throw new Error('A journal was asked for and did not come.');
    return { journal, bars: series.map(({ bars }): BarColumns => bars), settings: recorded.settings };
  }

  function open(runId: string): Promise<RecordedMoments> {
    const known = kept.get(runId);
    const opened = known ?? record(runId);
    kept.delete(runId);
    kept.set(runId, opened);
    for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
    if (known === undefined) opened.catch(() => kept.delete(runId));
    return opened;
  }

  return {
    async moment(runId, { index, timeMs }) {
      const run = await open(runId);
      const count = run.journal.time.length;
      const place = index ?? (timeMs === undefined ? 0 : momentAt(run.journal, timeMs));
      if (place >= count) throw new AppError('INVALID_INPUT', `Run ${runId} has ${count} moments, counted from 0; there is none with the number ${place}.`, { runId, count });
      return { runId, ...readMoment(run, place) };
    },
    async compare(runIdA, runIdB, options) {
      const [a, b] = [await backtests.resultBody(runIdA), await backtests.resultBody(runIdB)];
      return await runJob(jobs, 'backtest.compare', { a, b, ...options }, {});
    },
  };
}

const specOf = ({ series: _series, keys: _keys, files: _files, code: _code, ...spec }: RecordedSpec): BacktestSpec => spec;
