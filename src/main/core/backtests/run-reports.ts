import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { FigureNote, RunExport } from '../../../contract/model/report.ts';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import type { RunOverlay } from '../../../contract/model/run-overlay.ts';
import type { Run } from '../../../contract/model/run.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { listFigureNotes, type ExportFormat } from '../../../quant/report/index.ts';
import { AppError } from '../kernel/index.ts';
import { readSeries, type BarSource } from './bar-source.ts';
import type { Backtests } from './backtests.ts';
import type { BacktestsDeps } from './create-backtests.ts';
import type { Honesty } from './honesty.ts';
import { findReportData, type RunDataSource } from './find-run-data.ts';
import { nameFile } from './name-file.ts';
import { Pieces, textOf } from './pieces.ts';
import type { RecordedSpec, RunNotes } from './ports.ts';
import { runJob } from './run-job.ts';

export type AnalysisRequest = {
  /** Periods in the window of rolling figures. */
  readonly window: number;
  readonly points: number;
  /** What the run is held against; null: what it traded itself. */
  readonly benchmark: SeriesKey | null;
};

/** What is read of finished runs beside their report, and what is written about them. NOT_FOUND where there is no such run, or it has no result to read. */
export interface RunReports {
  /** NOT_FOUND, too, where the benchmark has no bars in the time of the run. */
  analyse(runId: string, request: AnalysisRequest): Promise<RunAnalysis>;
  /** What each figure says of itself; all dialects where none is named. */
  explain(dialect: string | null): FigureNote[];
  /** A piece of it, from an offset on. `json`: as it is stored. A page has the verdict where there is one. */
  export(runId: string, format: ExportFormat | 'json', offset: number): Promise<RunExport>;
  /** Finished runs side by side. */
  overlay(runIds: readonly string[], points: number): Promise<RunOverlay>;
  /** Each tag once, in the order given. */
  annotate(runId: string, notes: RunNotes): Promise<Run>;
}

/** Builds them over finished runs. */
export function createRunReports(deps: BacktestsDeps & Pick<RunDataSource, 'files'>, backtests: Pick<Backtests, 'resultBody' | 'get'>, honesty: Pick<Honesty, 'verdict'>): RunReports {
  const source: RunDataSource = deps;
  const exported = new Pieces();

  async function write(runId: string, title: string, format: ExportFormat | 'json'): Promise<{ readonly body: Uint8Array }> {
    const body = await backtests.resultBody(runId);
    if (format === 'json') return { body };
    if (format !== 'html') return { body: await runJob(deps.jobs, 'backtest.export', { runId, title, body, data: [], format, verdict: null }, {}) };
    const data = await findReportData(source, await deps.registry.loadSpec(runId));
    // A page without a verdict says so; that is no reason to have none.
    const verdict = await honesty.verdict(runId).catch((error: unknown) => (deps.log.warn('a run was exported without a verdict', { runId, error }), null));
    return { body: await runJob(deps.jobs, 'backtest.export', { runId, title, body, data, format, verdict }, {}) };
  }

  return {
    async analyse(runId, { benchmark, ...options }) {
      await backtests.get(runId);
      const spec = await deps.registry.loadSpec(runId);
      const other = benchmark === null ? null : await readBenchmark(source, benchmark, spec);
      const [body, data] = await Promise.all([backtests.resultBody(runId), findReportData(source, spec)]);
      return await runJob(deps.jobs, 'backtest.analyse', { runId, body, data, benchmark: other, ...options }, {});
    },
    async export(runId, format, offset) {
      const { title } = await backtests.get(runId);
      const { whole, data, next } = await exported.take(`The ${format} of run ${runId}`, offset, () => write(runId, title, format), { isText: true });
      return { name: nameFile(title, runId, endings[format]), mediaType: mediaTypes[format], text: textOf(data), size: whole.body.length, next };
    },
    async overlay(runIds, points) {
      const runs = [];
      for (const runId of runIds) runs.push({ runId, title: (await backtests.get(runId)).title, body: await backtests.resultBody(runId) });
      return await runJob(deps.jobs, 'backtest.overlay', { runs, points }, {});
    },
    annotate: (runId, { tags, note }) => deps.registry.annotate(runId, { tags: tags === null ? null : [...new Set(tags)], note }, deps.clock.now()),
    explain: (dialect) => listFigureNotes().filter((note) => dialect === null || note.dialect === dialect),
  };
}

const endings = { html: '.html', trades: '-trades.csv', equity: '-equity.csv', json: '.json' } as const;
const mediaTypes = { html: 'text/html', trades: 'text/csv', equity: 'text/csv', json: 'application/json' } as const;

async function readBenchmark(source: BarSource, key: SeriesKey, spec: RecordedSpec | null) {
  const data = spec?.data ?? [];
  const fromMs = epochMs(data.reduce((first, one) => Math.min(first, one.fromMs), Infinity));
  const toMs = epochMs(data.reduce((last, one) => Math.max(last, one.toMs), 0) + 1);
  const { bars } = await readSeries(source, key, { fromMs, toMs });
  if (bars.time.length === 0) throw new AppError('NOT_FOUND', `${key.instrumentId} has no bars at ${key.timeframe} in the time of the run; import them, or hold the run against another series.`, { ...key });
  return { key, name: `${key.instrumentId} ${key.timeframe}`, bars };
}
