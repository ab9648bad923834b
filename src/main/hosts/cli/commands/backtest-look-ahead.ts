import type { Command } from 'commander';
import { composeOffline } from '../../../compose-offline.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseRange } from '../parse-options.ts';
import { addSeriesOptions, readSeries, type SeriesOptions } from '../read-series.ts';
import { readStrategy } from '../read-strategy.ts';
import { renderLookAhead } from '../render/index.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';

type Options = SeriesOptions & StrategyOptions & { probes: number; dataDir?: string };

/** `backtest look-ahead`: whether a strategy sees the future, over files of bars. No result is seen, so nothing is recorded. Ends with 1 where it does. */
export function addBacktestLookAhead(area: Command, run: Run): void {
  const command = leaf(area.command('look-ahead').description('whether a strategy sees the future: it is run again with the future cut off, and with it poisoned'))
    .option('--probes <number>', 'at how many bars the future is taken away', parseRange(1, 200, true), 20);
  addStrategyOptions(addSeriesOptions(command, 'several share one cash, the first one the strategy\'s own; ')).action(
    run<Options>(async (options, io, { json }) => {
      const settings = toSettings(options);
      const offline = composeOffline(options.dataDir === undefined ? {} : { dataDir: options.dataDir });
      try {
        const series = await readSeries(options, offline.files, io);
        const request = { ...(await readStrategy(options.strategy)), params: options.params, settings };
        const found = await offline.honesty.checkOnBars(request, series, { probes: options.probes }, io.signal);
        io.out(json ? JSON.stringify(toDocument(found)) : renderLookAhead(found));
        return found.isClean ? undefined : 'failed';
      } finally {
        await offline.dispose();
      }
    }),
  );
}
