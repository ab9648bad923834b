import type { Command } from 'commander';
import { resolve } from 'node:path';
import { composeOffline } from '../../../compose-offline.ts';
import type { SeriesInput } from '../../../../quant/engine/task.ts';
import type { BarFiles } from '../../../core/data/index.ts';
import { AppError } from '../../../core/kernel/index.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { collect } from '../parse-options.ts';
import { readActions } from '../read-actions.ts';
import { addRates, collectRates, symbolOf, type RatesAsked } from '../read-rates.ts';
import { readStrategy } from '../read-strategy.ts';
import { addFileOptions, readBars, toBarFileOptions, type FileOptions } from '../read-bars.ts';
import { renderBacktest, renderVerdict } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addConversionOption, addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';
import { addBacktestCrossValidate } from './backtest-cross-validate.ts';
import { addBacktestLookAhead } from './backtest-look-ahead.ts';
import { addBacktestCapsule, addBacktestVerify } from './backtest-capsule.ts';
import { addBacktestCompare, addBacktestMoment } from './backtest-compare.ts';
import { addBacktestResult } from './backtest-result.ts';
import { addBacktestReport } from './backtest-report.ts';
import { addBacktestStart } from './backtest-start.ts';
import { addBacktestSweep } from './backtest-sweep.ts';
import { addBacktestWalkForward } from './backtest-walk-forward.ts';

type BacktestOptions = FileOptions & StrategyOptions & { file: readonly string[]; actions?: readonly string[]; rates?: readonly RatesAsked[]; ephemeral?: true; dataDir?: string };

/** `backtest run`, `sweep` and `walk-forward` on files, `backtest start` on stored bars, and what came of a run. */
export function addBacktest(area: Command, run: Run): void {
  addBacktestRun(area, run);
  addBacktestStart(area, run);
  addBacktestResult(area, run);
  addBacktestReport(area, run);
  addBacktestCapsule(area, run);
  addBacktestVerify(area, run);
  addBacktestCompare(area, run);
  addBacktestMoment(area, run);
  addBacktestSweep(area, run);
  addBacktestWalkForward(area, run);
  addBacktestLookAhead(area, run);
  addBacktestCrossValidate(area, run);
}

/** The series of a run, by the names of their files. Of two files that are to be magnified, the coarser one is the series and shows inside its bars what the other has. */
async function readSeries(options: BacktestOptions, files: BarFiles, io: CliIo): Promise<readonly SeriesInput[]> {
  const { file, actions = [], intrabar } = options;
  if (intrabar === 'magnify' && file.length !== 2) throw new AppError('INVALID_INPUT', `--intrabar magnify takes two files, the bars and finer bars of the same series, not ${file.length}.`);
  if (actions.length > file.length) throw new AppError('INVALID_INPUT', `There are ${actions.length} files of actions and ${file.length} of bars; give at most one for each.`);
  const series: SeriesInput[] = [];
  for (const [k, path] of file.entries()) {
    const given = actions[k];
    const { bars } = await readBars(files, path, options, io);
    series.push({ symbol: symbolOf(path), bars, ...(given === undefined ? {} : { actions: await readActions(given, io.signal) }) });
  }
  return await addRates(intrabar === 'magnify' ? magnify(series) : series, options.rates ?? [], files, options, io);
}

function magnify(series: readonly SeriesInput[]): readonly SeriesInput[] {
  const [coarse, fine] = series.toSorted((a, b) => a.bars.time.length - b.bars.time.length);
  return coarse === undefined || fine === undefined ? series : [{ ...coarse, finer: fine.bars }];
}

/** `backtest run`: imports nothing, records the run in the data folder so that nothing escapes the count. */
function addBacktestRun(area: Command, run: Run): void {
  const command = leaf(area.command('run').description('a backtest over a file of bars'))
    .requiredOption('--file <bars.csv>', 'file of bars; several share one cash, the first one the strategy\'s own; with --intrabar magnify a second file of finer bars', collect)
    .option('--actions <actions.csv>', 'dividends and splits (columns date, type, value) of bars as they were traded; one for each file, in their order', collect)
    .option('--rates <symbol=rates.csv>', 'bars whose close is what a unit of the currency of a file\'s symbol is worth in that of the account; symbol=1/rates.csv where it is the other way round; once for each', collectRates)
    .option('--ephemeral', 'keep the run out of the record of runs, and say so');
  addFileOptions(addConversionOption(addStrategyOptions(command))).action(
    run<BacktestOptions>(async (options, io, { json }) => {
      const settings = toSettings(options);
      const isEphemeral = options.ephemeral === true;
      const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
      try {
        const series = await readSeries(options, offline.files, io);
        const request = { ...(await readStrategy(options.strategy)), params: options.params, settings };
        const result = await offline.backtests.runOnBars(request, series, { signal: io.signal, isEphemeral, files: [...options.file, ...(options.rates ?? []).map(({ from }) => from)].map((path) => ({ path: resolve(path), options: toBarFileOptions(options) })) });
        const verdict = await offline.honesty.judgeOnBars(result, request, series, io.signal);
        if (json) return io.out(JSON.stringify({ ...(toDocument({ ...result, verdict }) as object), dataGrade: verdict.data?.grade ?? null, ...(isEphemeral ? { ephemeral: true } : {}) }));
        io.out(`${renderBacktest(result)}\n\n${renderVerdict(verdict)}\n`);
        io.out(isEphemeral ? 'This run was not recorded (--ephemeral).' : `Recorded as run ${result.runId}.`);
      } finally {
        await offline.dispose();
      }
    }),
  );
}
