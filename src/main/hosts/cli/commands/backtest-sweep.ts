import type { Command } from 'commander';
import type { Sweep, SweepMetric, SweepRequest, SweepTrial } from '../../../../contract/model/sweep.ts';
import { composeOffline, type Offline } from '../../../compose-offline.ts';
import { UsageError, type CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { collect, parseRange } from '../parse-options.ts';
import { addSeriesOptions, readSeries, type SeriesOptions } from '../read-series.ts';
import { renderSweep } from '../render/render-sweep.ts';
import { addStrategyOptions } from './backtest-options.ts';
import { addSearchOptions, toMatrixRequest, toSweepRequest, type SearchOptions } from './search-options.ts';

type SweepOptions = SeriesOptions & Omit<SearchOptions, 'strategy'> & { strategy?: readonly string[]; top: number; resume?: string; yes?: true; ephemeral?: true; dataDir?: string };

const pageSize = 10_000;
const progressEveryMs = 2_000;

/** `backtest sweep`: many parameters over files of bars; every trial is recorded in the data folder, so that a killed sweep goes on. */
export function addBacktestSweep(area: Command, run: Run): void {
  const command = leaf(area.command('sweep').description('many parameters of a strategy over files of bars, ranked; each file by itself'))
    .option('--top <number>', 'how many of the best; 0: all in grid order', parseRange(0, 10_000_000, true), 20)
    .option('--resume <sweep-id>', 'go on with a sweep that was interrupted, over the same files')
    .option('--yes', 'run more than a million trials')
    .option('--ephemeral', 'keep the trials out of the record of runs, and say so');
  addSearchOptions(addStrategyOptions(addSeriesOptions(command, 'once for each; ')));
  for (const option of command.options) {
    if (option.long !== '--strategy') continue;
    // A resumed sweep knows its strategies; several are tried side by side.
    option.mandatory = false;
    option.description += '; once for each, and each takes those of the grid\'s parameters that it has';
    option.argParser(collect);
  }
  command.action(run<SweepOptions>((options, io, { json }) => sweepFiles(options, io, json)));
}

async function sweepFiles(options: SweepOptions, io: CliIo, json: boolean): Promise<void> {
  const isEphemeral = options.ephemeral === true;
  const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
  try {
    const request = await readRequest(options, offline);
    const series = await readSeries(options, offline.files, io);
    const runOptions = { signal: io.signal, isEphemeral, isConfirmed: options.yes === true, onProgress: tellProgress(io) };
    const sweep = request === null ? await offline.sweeps.resumeOnBars(options.resume ?? '', series, runOptions) : await offline.sweeps.runOnBars(request, series, runOptions);
    const results = await readResults(offline, sweep, options);
    if (json) io.out(toJson(sweep, results, isEphemeral));
    else io.out(renderSweep(sweep, results, isEphemeral));
  } finally {
    await offline.dispose();
  }
}

/** null: an earlier sweep goes on. */
async function readRequest(options: SweepOptions, { strategies }: Offline): Promise<SweepRequest | null> {
  const { strategy, resume, grid, ephemeral } = options;
  if (resume === undefined) {
    if (strategy === undefined) throw new UsageError('--strategy is missing: name one of `tapedeck strategies list`');
    const [first = '', ...further] = strategy;
    return further.length === 0 ? await toSweepRequest({ ...options, strategy: first }) : await toMatrixRequest(options, strategy, strategies);
  }
  if (ephemeral === true) throw new UsageError('--ephemeral keeps no record, so there is nothing to --resume; leave one of them out');
  if (grid !== undefined || strategy !== undefined) throw new UsageError('--resume goes on with the strategy and the grid of that sweep; leave --strategy and --grid out');
  return null;
}

/** A line from time to time. */
function tellProgress(io: CliIo): (sweep: Sweep) => void {
  let toldAtMs = performance.now();
  return ({ sweepId, done, trials }) => {
    if (performance.now() - toldAtMs < progressEveryMs) return;
    toldAtMs = performance.now();
    io.err(`${sweepId}: ${done.toLocaleString('en')} of ${trials.toLocaleString('en')} trials`);
  };
}

async function readResults({ sweeps }: Offline, { sweepId }: Sweep, { top, metric }: SweepOptions): Promise<SweepTrial[]> {
  const results: SweepTrial[] = [];
  const wanted = top === 0 ? Number.POSITIVE_INFINITY : top;
  while (results.length < wanted) {
    const limit = Math.min(pageSize, wanted - results.length);
    const page = await sweeps.results(sweepId, { isRanked: top !== 0, metric: metric === undefined ? null : (metric as SweepMetric), offset: results.length, limit });
    results.push(...page.results);
    if (page.results.length < limit) break;
  }
  return results;
}

/** The document that scripts read; symbol and strategy are told where there are several. */
function toJson(sweep: Sweep, results: readonly SweepTrial[], isEphemeral: boolean): string {
  const isSeveral = new Set(results.map(({ series }) => series)).size > 1;
  return JSON.stringify({
    sweepId: isEphemeral ? null : sweep.sweepId, trials: sweep.done,
    results: results.map((one) => ({ ...(one.strategy === undefined ? {} : { strategy: one.strategy }), ...(isSeveral ? { symbol: one.symbol } : {}), params: one.params, return: one.return, maxDrawdown: one.maxDrawdown, sharpe: one.sharpe, trades: one.trades })),
    paths: { vectorised: sweep.done - sweep.eventTrials, event: sweep.eventTrials }, failedTrials: sweep.failedTrials, firstFailure: sweep.firstFailure,
    ...(isEphemeral ? { ephemeral: true } : {}),
  });
}
