import type { Command } from 'commander';
import type { Sweep } from '../../../../contract/model/sweep.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { epochMs } from '../../../../contract/model/units.ts';
import { checkValue } from '../check-value.ts';
import { connect, type Connection } from '../connect.ts';
import { leaf, type Run } from '../leaf.ts';
import { collectList, parseMoment } from '../parse-options.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions } from './backtest-options.ts';
import { addSearchOptions, toSweepRequest, type SearchOptions } from './search-options.ts';

type StartOptions = SearchOptions & { symbol: readonly string[]; timeframe: readonly string[]; from?: number; to?: number; yes?: true };

/** The sweep once it has ended. */
async function waitForEnd({ client }: Connection, started: Sweep, signal: AbortSignal): Promise<Sweep> {
  let sweep = started;
  for await (const changed of await client.sweeps.watch({ sweepId: started.sweepId }, { signal })) sweep = changed;
  return sweep;
}

/** A sweep in one sentence. */
function describeSweep({ sweepId, title, status, done, trials, failure }: Sweep): string {
  const stands = `Sweep ${sweepId}, ${title}, is ${status}, ${done.toLocaleString('en')} of ${trials.toLocaleString('en')} trials`;
  if (failure !== null) return `${stands}: ${failure}`;
  return `${stands}; \`tapedeck sweeps ${status === 'done' ? 'results' : 'watch'} ${sweepId}\` ${status === 'done' ? 'ranks them' : 'follows it'}.`;
}

/**
 * `sweeps start`: many parameters over stored bars, each symbol at each timeframe by itself. A running workstation answers at once and
 * goes on; without one the command lasts until the sweep has ended.
 */
export function addSweepsStart(area: Command, run: Run): void {
  const command = leaf(area.command('start').description('many parameters over stored bars; at once where a workstation runs, else lasts until the sweep has ended'))
    .requiredOption('--symbol <a,b,…>', 'stored or simulated series, such as FILE:GOOG or SIM:ACME', collectList)
    .option('--timeframe <a,b,…>', 'lengths of a bar, such as 15m or 1d (1d)', collectList)
    .option('--from <time>', 'only bars that start at or after this moment', parseMoment)
    .option('--to <time>', 'only bars that start before this moment', parseMoment)
    .option('--yes', 'run more than a million trials');
  addSearchOptions(addStrategyOptions(command)).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const { symbol, timeframe = ['1d'], from, to, yes = false } = options;
      const frames = timeframe.map((one) => checkValue(timeframeSchema, '--timeframe', one));
      const series = symbol.flatMap((one) => frames.map((frame) => ({ instrumentId: checkValue(instrumentIdSchema, '--symbol', one), timeframe: frame })));
      const range = { ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }) };
      const request = { ...(await toSweepRequest(options)), series, ...range, confirm: yes };
      const connection = await connect(common);
      try {
        const started = await connection.client.sweeps.start(request);
        const last = connection.isWorkstation ? started : await waitForEnd(connection, started, io.signal);
        if (json) io.out(JSON.stringify(toDocument(last)));
        else if (last.status !== 'failed') io.out(describeSweep(last));
        if (last.status !== 'failed') return;
        io.err(`tapedeck: ${describeSweep(last)}`);
        return 'failed';
      } finally {
        await connection.close();
      }
    }),
  );
}
