import type { ContractRouterClient } from '@orpc/contract';
import type { Command } from 'commander';
import type { Contract } from '../../../../contract/api/index.ts';
import type { SeriesKey } from '../../../../contract/model/bar.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { Run as RecordedRun } from '../../../../contract/model/run.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseMoment } from '../parse-options.ts';
import { readActions } from '../read-actions.ts';
import { parseInverse } from '../read-rates.ts';
import { readStrategy } from '../read-strategy.ts';
import { toDocument } from '../to-document.ts';
import { addConversionOption, addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';

type BacktestStart = Parameters<ContractRouterClient<Contract>['backtests']['start']>[0];
type StartOptions = StrategyOptions & { symbol: string; timeframe: string; from?: number; to?: number; rates?: string; actions?: string };

const isEnded = ({ status }: RecordedRun): boolean => status === 'done' || status === 'failed' || status === 'cancelled';

/** The run once it has ended. */
async function waitForEnd(client: ContractRouterClient<Contract>, started: RecordedRun, signal: AbortSignal): Promise<RecordedRun> {
  let run = started;
  for await (const changed of await client.backtests.watch({ runId: run.runId }, { signal })) {
    run = changed;
    if (isEnded(run)) break;
  }
  return run;
}

/** A run in one sentence. */
function describeRun({ runId, title, status, failure }: RecordedRun): string {
  if (status === 'done') return `Run ${runId}, ${title}, is done; \`tapedeck backtest result ${runId}\` shows what came of it.`;
  return `Run ${runId}, ${title}, is ${status}${failure === null ? '' : `: ${failure}`}${isEnded({ status } as RecordedRun) ? '' : `; \`tapedeck backtest watch ${runId}\` follows it.`}`;
}

/** The rates and the actions of a series. */
async function readExtras({ rates, actions }: StartOptions, key: SeriesKey | undefined, signal: AbortSignal): Promise<Pick<BacktestStart, 'rates' | 'actions'>> {
  if (key === undefined) return {};
  const of = key.instrumentId;
  const asked = rates === undefined ? null : parseInverse(rates);
  return {
    ...(asked === null ? {} : { rates: [{ of, series: { instrumentId: checkValue(instrumentIdSchema, '--rates', asked.from), timeframe: key.timeframe }, isInverted: asked.isInverted }] }),
    ...(actions === undefined ? {} : { actions: [{ of, actions: await readActions(actions, signal) }] }),
  };
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
    .option('--rates <id>', 'stored series, of that timeframe, whose close is what a unit of its currency is worth in that of the account, such as FILE:EURUSD; 1/FILE:EURUSD where it is the other way round')
    .option('--actions <actions.csv>', 'dividends and splits (columns date, type, value) of bars as they were traded');
  addConversionOption(addStrategyOptions(command)).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const { symbol, timeframe, from, to, strategy, params } = options;
      const series = [{ instrumentId: checkValue(instrumentIdSchema, '--symbol', symbol), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe) }];
      const range = { ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }) };
      const request = { series, ...range, ...(await readExtras(options, series[0], io.signal)), ...(await readStrategy(strategy)), params, settings: toSettings(options) };
      const connection = await connect(common);
      try {
        const started = await connection.client.backtests.start(request);
        const last = connection.isWorkstation ? started : await waitForEnd(connection.client, started, io.signal);
        if (json) io.out(JSON.stringify(toDocument(last)));
        else if (last.status !== 'failed') io.out(describeRun(last));
        if (last.status !== 'failed') return;
        io.err(`tapedeck: ${describeRun(last)}`);
        return 'failed';
      } finally {
        await connection.close();
      }
    }),
  );
}
