import type { BarColumns, BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { DescriptionProgress, SeriesDescription } from '../../../contract/model/description.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { TaskInput } from '../../../quant/tasks.ts';
import type { JobOptions, JobPort } from '../jobs/index.ts';
import { StateMailbox } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { valueOf } from './value-of.ts';

/** A stretch of a series, or a run. */
export type DescribeRequest =
  | { readonly kind: 'series'; readonly key: SeriesKey; readonly beforeMs: EpochMs | null; readonly bars: number; readonly keepsBreaks: boolean }
  | { readonly kind: 'run'; readonly runId: string };

/** What series are like: distribution, memory, tests, regimes and volatility. Computed in the pool. */
export interface Descriptions {
  /** NOT_FOUND for an unknown instrument or run, or one without a result. Too few returns are no error: the description says so. */
  describe(request: DescribeRequest, signal?: AbortSignal): Promise<SeriesDescription>;
  /** How far it is, at most ten times a second, and at last the description; ends then. */
  watch(request: DescribeRequest, signal: AbortSignal): AsyncGenerator<DescriptionProgress, void, void>;
}

/** Results of runs as they are stored: JSON in UTF-8. */
export interface RunResults {
  get(runId: string): Promise<Run>;
  resultBody(runId: string): Promise<Uint8Array>;
}

export type DescriptionsDeps = { readonly market: Pick<Market, 'history' | 'requireInstrument'>; readonly runs: RunResults; readonly jobs: JobPort };

/** Builds descriptions over the market's bars and the runs' results. */
export function createDescriptions({ market, runs, jobs }: DescriptionsDeps): Descriptions {
  async function load(request: DescribeRequest): Promise<TaskInput<'series.describe'>> {
    if (request.kind === 'run') {
      const [run, body] = [await runs.get(request.runId), await runs.resultBody(request.runId)];
      return { kind: 'equity', runId: run.runId, name: run.title, body };
    }
    const { key, beforeMs, bars, keepsBreaks } = request;
    const { symbol } = market.requireInstrument(key.instrumentId);
    const page = await market.history(key, { beforeMs, limit: bars });
    return { kind: 'prices', key, name: symbol, stepMs: timeframeMs(key.timeframe), bars: toColumns(page), keepsBreaks };
  }
  const run = async (request: DescribeRequest, options: JobOptions): Promise<SeriesDescription> => valueOf(await jobs.run('series.describe', await load(request), options));
  return {
    describe: (request, signal) => run(request, signal === undefined ? {} : { signal }),
    async *watch(request, signal) {
      const mailbox = new StateMailbox<'progress', DescriptionProgress>();
      const stop = new AbortController();
      const work = run(request, { signal: AbortSignal.any([signal, stop.signal]), onProgress: (share) => mailbox.put('progress', { share, description: null }) })
        .finally(() => stop.abort());
      // Whoever reads hears of a failure; nobody may be left by then.
      work.catch(() => {});
      try {
        yield { share: 0, description: null };
        for await (const batch of mailbox.batches(AbortSignal.any([signal, stop.signal]))) yield batch.at(-1) as DescriptionProgress;
        if (!signal.aborted) yield { share: 1, description: await work };
      } finally {
        stop.abort();
      }
    },
  };
}

const toColumns = (page: BarPage): BarColumns => ({
  time: Float64Array.from(page.time), open: Float64Array.from(page.open), high: Float64Array.from(page.high),
  low: Float64Array.from(page.low), close: Float64Array.from(page.close), volume: Float64Array.from(page.volume),
});
