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
  /** `json`: as it is stored. A page has the verdict where there is one. */
  export(runId: string, format: ExportFormat | 'json'): Promise<RunExport>;
  /** Finished runs side by side. */
  overlay(runIds: readonly string[], points: number): Promise<RunOverlay>;
  /** Each tag once, in the order given. */
  annotate(runId: string, notes: RunNotes): Promise<Run>;
}

/** Builds them over finished runs. */
export function createRunReports(deps: BacktestsDeps & Pick<RunDataSource, 'files'>, backtests: Pick<Backtests, 'resultBody' | 'get'>, honesty: Pick<Honesty, 'verdict'>): RunReports {
  const source: RunDataSource = { bars: deps.bars, jobs: deps.jobs, ...(deps.market === undefined ? {} : { market: deps.market }), ...(deps.files === undefined ? {} : { files: deps.files }) };
  return {
    async analyse(runId, { benchmark, ...options }) {
      const body = await backtests.resultBody(runId);
      const spec = await deps.registry.loadSpec(runId);
      const other = benchmark === null ? null : await readBenchmark(source, benchmark, spec);
      return await runJob(deps.jobs, 'backtest.analyse', { runId, body, data: await findReportData(source, spec), benchmark: other, ...options }, {});
    },
    async export(runId, format) {
      const body = await backtests.resultBody(runId);
      const { title } = await backtests.get(runId);
      const name = nameFile(title, runId, format);
      if (format === 'json') return { name, mediaType: 'application/json', text: new TextDecoder().decode(Uint8Array.from(body)) };
      const data = format === 'html' ? await findReportData(source, await deps.registry.loadSpec(runId)) : [];
      // A page without a verdict says so; that is no reason to have none.
      const verdict = format === 'html' ? await honesty.verdict(runId).catch((error: unknown) => (deps.log.warn('a run was exported without a verdict', { runId, error }), null)) : null;
      return { name, mediaType: format === 'html' ? 'text/html' : 'text/csv', text: await runJob(deps.jobs, 'backtest.export', { runId, title, body, data, format, verdict }, {}) };
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

const nameFile = (title: string, runId: string, format: keyof typeof endings): string => `${`${title} ${runId}`.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(0, 100)}${endings[format]}`;

async function readBenchmark(source: BarSource, key: SeriesKey, spec: RecordedSpec | null) {
  const data = spec?.data ?? [];
  const fromMs = epochMs(data.reduce((first, one) => Math.min(first, one.fromMs), Infinity));
  const toMs = epochMs(data.reduce((last, one) => Math.max(last, one.toMs), 0) + 1);
  const { bars } = await readSeries(source, key, { fromMs, toMs });
  if (bars.time.length === 0) throw new AppError('NOT_FOUND', `${key.instrumentId} has no bars at ${key.timeframe} in the time of the run; import them, or hold the run against another series.`, { ...key });
  return { key, name: `${key.instrumentId} ${key.timeframe}`, bars };
}
