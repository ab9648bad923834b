import type { Command } from 'commander';
import { basename, extname } from 'node:path';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { collect } from '../parse-options.ts';
import { readStrategy } from '../read-strategy.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { renderBacktest } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';
import { addBacktestResult } from './backtest-result.ts';
import { addBacktestStart } from './backtest-start.ts';
import { addBacktestSweep } from './backtest-sweep.ts';

type BacktestOptions = FileOptions & StrategyOptions & { file: readonly string[]; ephemeral?: true; dataDir?: string };

/** `backtest run` and `sweep` on files, `backtest start` on stored bars, and what came of a run. */
export function addBacktest(area: Command, run: Run): void {
  addBacktestRun(area, run);
  addBacktestStart(area, run);
  addBacktestResult(area, run);
  addBacktestSweep(area, run);
}

/** `backtest run`: imports nothing, records the run in the data folder so that nothing escapes the count. */
function addBacktestRun(area: Command, run: Run): void {
  const command = leaf(area.command('run').description('a backtest over a file of bars'))
    .requiredOption('--file <bars.csv>', 'file of bars', collect)
    .option('--ephemeral', 'keep the run out of the record of runs, and say so');
  addFileOptions(addStrategyOptions(command)).action(
    run<BacktestOptions>(async (options, io, { json }) => {
      const settings = toSettings(options);
      const isEphemeral = options.ephemeral === true;
      const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
      try {
        const series = [];
        for (const path of options.file) {
          series.push({ symbol: basename(path, extname(path)), bars: (await readBars(offline.files, path, options, io)).bars });
        }
        const request = { ...(await readStrategy(options.strategy)), params: options.params, settings };
        const result = await offline.backtests.runOnBars(request, series, { signal: io.signal, isEphemeral });
        if (json) return io.out(JSON.stringify({ ...(toDocument(result) as object), ...(isEphemeral ? { ephemeral: true } : {}) }));
        io.out(renderBacktest(result));
        io.out(isEphemeral ? 'This run was not recorded (--ephemeral).' : `Recorded as run ${result.runId}.`);
      } finally {
        await offline.dispose();
      }
    }),
  );
}
