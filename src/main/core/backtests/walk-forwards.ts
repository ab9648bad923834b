import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { RunExport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { WalkForwardRequest, WalkForwardResult } from '../../../contract/model/walk-forward.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import type { WalkForwardPage } from '../../../quant/sweep/read-walk-forward.ts';
import type { RunOnBarsOptions, StoredExtras } from './backtests.ts';
import type { Range } from './bar-source.ts';

/** Walk-forwards as recorded runs. Every combination that was tried is a trial of the run's hypothesis. */
export interface WalkForwards {
  /** Over a stored series. What can never run is INVALID_INPUT and is not recorded. */
  start(request: WalkForwardRequest & StoredExtras, series: SeriesKey, range: Range): Promise<Run>;
  /** Over bars at hand, to the end; gives all of it. */
  runOnBars(request: WalkForwardRequest, series: SeriesInput, options?: RunOnBarsOptions): Promise<WalkForwardResult>;
  get(runId: string): Promise<Run>;
  /** As much of it as one message bears, made in a job. NOT_FOUND where there is no such walk-forward or it has no result. */
  result(runId: string, page: WalkForwardPage): Promise<WalkForwardResult>;
  /** A piece of it as a file, from an offset on: its whole equity as CSV, or all of it as it is stored. */
  export(runId: string, format: 'equity' | 'json', offset: number): Promise<RunExport>;
  list(limit: number): Promise<readonly Run[]>;
  cancel(runId: string): Promise<Run>;
  /** The run whenever it changes, until it ends or the signal aborts. */
  watch(runId: string, signal: AbortSignal): AsyncGenerator<Run, void, void>;
}
