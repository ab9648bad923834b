import type { Command } from 'commander';
import { resolve } from 'node:path';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment } from '../parse-options.ts';
import { readStrategy } from '../read-strategy.ts';
import { toBarFileOptions } from '../read-bars.ts';
import { addSeriesOptions, readSeries, type SeriesOptions } from '../read-series.ts';
import { renderBacktest, renderVerdict } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';
import { addBacktestCrossValidate } from './backtest-cross-validate.ts';
import { addBacktestLookAhead } from './backtest-look-ahead.ts';
import { addBacktestCapsule, addBacktestVerify } from './backtest-capsule.ts';
import { addBacktestCompare, addBacktestMoment } from './backtest-compare.ts';
import { addBacktestResult } from './backtest-result.ts';
import { addBacktestReport } from './backtest-report.ts';
import { addBacktestStart } from './backtest-start.ts';
import { addBacktestSweep } from './backtest-sweep.ts';
import { addBacktestWalkForward } from './backtest-walk-forward.ts';

type BacktestOptions = SeriesOptions & StrategyOptions & { ephemeral?: true; dataDir?: string };

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

/** `backtest run`: imports nothing, records the run in the data folder so that nothing escapes the count. */
function addBacktestRun(area: Command, run: Run): void {
  const command = leaf(area.command('run').description('a backtest over a file of bars'))
    .option('--ephemeral', 'keep the run out of the record of runs, and say so')
    .option('--trade-from <time>', 'moment from which on the strategy is asked; bars before it only give indicators their values', parseMoment);
  addStrategyOptions(addSeriesOptions(command, 'several share one cash, the first one the strategy\'s own; ')).action(
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
