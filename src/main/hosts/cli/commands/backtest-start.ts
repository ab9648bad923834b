import type { ContractRouterClient } from '@orpc/contract';
import type { Command } from 'commander';
import type { Contract } from '../../../../contract/api/index.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { Run as RecordedRun } from '../../../../contract/model/run.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment } from '../parse-options.ts';
import { readStrategy } from '../read-strategy.ts';
import { addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';
import { addStoredExtras, readStoredExtras, type StoredExtrasOptions } from './stored-extras.ts';
import { tellStarted } from './tell-started.ts';

type StartOptions = StrategyOptions & StoredExtrasOptions & { symbol: string; timeframe: string; from?: number; to?: number };

const isEnded = ({ status }: RecordedRun): boolean => status === 'done' || status === 'failed' || status === 'cancelled';

/** The run once it has ended. */
async function waitForEnd(client: ContractRouterClient<Contract>, started: RecordedRun, signal: AbortSignal): Promise<RecordedRun> {
  let run = started;
  for await (const changed of await client.backtests.watch({ runId: run.runId }, { signal })) {
    run = changed;
    // What judges it would end with this process.
    if (isEnded(run) && run.judgement !== 'pending') break;
  }
  return run;
}

/** A run in one sentence. */
function describeRun({ runId, title, status, failure }: RecordedRun): string {
  if (status === 'done') return `Run ${runId}, ${title}, is done; \`tapedeck backtest result ${runId}\` shows what came of it.`;
  return `Run ${runId}, ${title}, is ${status}${failure === null ? '' : `: ${failure}`}${isEnded({ status } as RecordedRun) ? '' : `; \`tapedeck backtest watch ${runId}\` follows it.`}`;
}

/**
 * `backtest start`: a backtest over stored bars. A running workstation answers at once and goes on; without one this process does
 * the work, so the command lasts until the run has ended.
 */
export function addBacktestStart(area: Command, run: Run): void {
  const command = leaf(area.command('start').description('a backtest over stored bars; at once where a workstation runs, else lasts until the run has ended'))
    .requiredOption('--symbol <id>', 'stored or simulated series, such as FILE:GOOG (data series) or SIM:ACME')
    .option('--timeframe <length>', 'length of a bar, such as 15m or 1d', '1d')
    .option('--from <time>', 'only bars that start at or after this moment', parseMoment)
    .option('--to <time>', 'only bars that start before this moment', parseMoment)
    .option('--trade-from <time>', 'moment from which on the strategy is asked; bars before it only give indicators their values', parseMoment);
  addStrategyOptions(addStoredExtras(command)).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const { symbol, timeframe, from, to, strategy, params } = options;
      const series = [{ instrumentId: checkValue(instrumentIdSchema, '--symbol', symbol), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe) }];
      const range = { ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }) };
      const request = { series, ...range, ...(await readStoredExtras(options, series, io.signal)), ...(await readStrategy(strategy)), params, settings: toSettings(options) };
      const connection = await connect(common);
      try {
        const started = await connection.client.backtests.start(request);
        const last = connection.isWorkstation ? started : await waitForEnd(connection.client, started, io.signal);
        return tellStarted(io, json, last, describeRun);
      } finally {
        await connection.close();
      }
    }),
  );
}
