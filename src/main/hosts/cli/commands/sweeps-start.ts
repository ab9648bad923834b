import type { Command } from 'commander';
import type { Sweep } from '../../../../contract/model/sweep.ts';
import type { SweepEstimate } from '../../../../contract/model/sweep-views.ts';
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
import { addStoredExtras, readStoredExtras, type StoredExtrasOptions } from './stored-extras.ts';
import { tellStarted } from './tell-started.ts';

type StartOptions = SearchOptions & StoredExtrasOptions & { symbol: readonly string[]; timeframe: readonly string[]; from?: number; to?: number; yes?: true };

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

/** The flags of a sweep over stored bars. */
const addSweepOptions = (command: Command): Command =>
  addSearchOptions(addStrategyOptions(addStoredExtras(
    command
      .requiredOption('--symbol <a,b,…>', 'stored or simulated series, such as FILE:GOOG or SIM:ACME', collectList)
      .option('--timeframe <a,b,…>', 'lengths of a bar, such as 15m or 1d (1d)', collectList)
      .option('--from <time>', 'only bars that start at or after this moment', parseMoment)
      .option('--to <time>', 'only bars that start before this moment', parseMoment),
  )));

/** What was typed as the contract checks it: each symbol at each timeframe. */
async function toStartRequest(options: StartOptions, signal: AbortSignal) {
  const { symbol, timeframe = ['1d'], from, to } = options;
  const frames = timeframe.map((one) => checkValue(timeframeSchema, '--timeframe', one));
  const series = symbol.flatMap((one) => frames.map((frame) => ({ instrumentId: checkValue(instrumentIdSchema, '--symbol', one), timeframe: frame })));
  const range = { ...(from === undefined ? {} : { fromMs: epochMs(from) }), ...(to === undefined ? {} : { toMs: epochMs(to) }) };
  return { ...(await toSweepRequest(options)), series, ...range, ...(await readStoredExtras(options, series, signal)) };
}

/** How much it would be, in sentences. */
function describeEstimate({ trials, combinations, seconds, eventPath, series }: SweepEstimate): string {
  const of = combinations === null || combinations === trials ? '' : ` of ${combinations.toLocaleString('en')} combinations`;
  const long = seconds === null ? '' : `, about ${seconds < 1 ? 'a second' : `${Math.round(seconds).toLocaleString('en')} s`} on this computer`;
  return `${trials.toLocaleString('en')} trials${of}${long}, ${eventPath === null ? 'over whole columns' : `bar by bar because ${eventPath}`}, over ${series.map(({ symbol, bars }) => `${bars.toLocaleString('en')} bars of ${symbol}`).join(', ')}.`;
}

/** `sweeps estimate`: how much `sweeps start` with the same flags would be; nothing is recorded. */
export function addSweepsEstimate(area: Command, run: Run): void {
  addSweepOptions(leaf(area.command('estimate').description('how many trials a sweep would have and about how long they would take; nothing is recorded'))).action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const request = await toStartRequest(options, io.signal);
      const connection = await connect(common);
      try {
        const estimate = await connection.client.sweeps.estimate(request);
        io.out(json ? JSON.stringify(toDocument(estimate)) : describeEstimate(estimate));
      } finally {
        await connection.close();
      }
    }),
  );
}

/**
 * `sweeps start`: many parameters over stored bars, each symbol at each timeframe by itself. A running workstation answers at once and
 * goes on; without one the command lasts until the sweep has ended.
 */
export function addSweepsStart(area: Command, run: Run): void {
  const command = leaf(area.command('start').description('many parameters over stored bars; at once where a workstation runs, else lasts until the sweep has ended'));
  addSweepOptions(command).option('--yes', 'run more than a million trials').action(
    run<StartOptions>(async (options, io, { json, common }) => {
      const request = { ...(await toStartRequest(options, io.signal)), confirm: options.yes === true };
      const connection = await connect(common);
      try {
        const started = await connection.client.sweeps.start(request);
        const last = connection.isWorkstation ? started : await waitForEnd(connection, started, io.signal);
        return tellStarted(io, json, last, describeSweep);
      } finally {
        await connection.close();
      }
    }),
  );
}
