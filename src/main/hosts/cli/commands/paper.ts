import type { ContractRouterClient } from '@orpc/contract';
import { Option, type Command } from 'commander';
import type { Contract } from '../../../../contract/api/index.ts';
import { backtestSettingsSchema } from '../../../../contract/model/backtest.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import type { PaperSession } from '../../../../contract/model/paper-session.ts';
import { timeframeSchema } from '../../../../contract/model/timeframe.ts';
import { canonicalJson } from '../../../../quant/text/canonical-json.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { checkValue } from '../check-value.ts';
import { connect } from '../connect.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Body, type Run } from '../leaf.ts';
import { collectList, parseNumber } from '../parse-options.ts';
import { readStrategy } from '../read-strategy.ts';
import { describePaperSession, renderPaperChange, renderPaperComparison, renderPaperJournal, renderPaperReport, renderPaperSessions } from '../render/render-paper.ts';
import { showProgress } from '../show-progress.ts';
import { toDocument } from '../to-document.ts';
import { addStrategyOptions, toSettings, type StrategyOptions } from './backtest-options.ts';

type Client = ContractRouterClient<Contract>;
type PromoteOptions = Partial<StrategyOptions> & { run?: string; symbol?: readonly string[]; timeframe: string; name?: string; history?: number };
type CompareOptions = { cash?: number; commission?: number; commissionFixed?: number; spread?: number; slippage?: number; fill?: 'next-open' | 'same-close'; onlyDifferent?: true; from?: number; limit?: number };

/** A command that asks the workstation something and shows the answer. */
const asking = <O extends object, T>(ask: (client: Client, options: O, io: CliIo, args: readonly string[]) => Promise<T>, render: (answer: T) => string): Body<O> => async (options, io, { json, common }, args) => {
  const connection = await connect(common);
  try {
    const answer = await ask(connection.client, options, io, args);
    io.out(json ? JSON.stringify(toDocument(answer)) : render(answer));
  } finally {
    await connection.close();
  }
};

/** `paper`: strategies that trade on paper over the live market of a running workstation. */
export function addPaper(area: Command, run: Run): void {
  addPromote(area, run);
  leaf(area.command('list').description('sessions on paper, newest first')).action(run(asking((client, _, io) => client.paperSessions.list({}, { signal: io.signal }), renderPaperSessions)));
  leaf(area.command('show').description('what became of a session: figures, what is held, orders that wait, closed trades, and how many of its bars were live'))
    .argument('<session-id>', 'id of the session')
    .action(run(asking((client, _, io, [sessionId = '']) => client.paperSessions.report({ sessionId }, { signal: io.signal }), renderPaperReport)));
  leaf(area.command('journal').description('the journal of a session: intents, orders and fills in market time, the same lines that its hash is of'))
    .argument('<session-id>', 'id of the session')
    .option('--from <number>', 'number of the first line, from 0; left out: the last ones', parseNumber)
    .option('--limit <number>', 'how many lines at most, up to 5,000 (500)', parseNumber)
    .action(run<{ from?: number; limit?: number }>(asking((client, { from, limit }: { from?: number; limit?: number }, io, [sessionId = '']) =>
      client.paperSessions.journal({ sessionId, ...(from === undefined ? {} : { from }), ...(limit === undefined ? {} : { limit }) }, { signal: io.signal }), renderPaperJournal)));
  addCompare(area, run);
  leaf(area.command('watch').description('a line whenever a session changes, until Ctrl-C')).action(run(watchSessions));
}

function addPromote(area: Command, run: Run): void {
  const command = addStrategyOptions(leaf(area.command('promote').alias('start').description('let a strategy trade on paper; the look-ahead detector runs first and refuses what sees the future')))
    .option('--run <run-id>', 'a finished backtest, whose strategy, parameters and costs are taken where they are not named')
    .option('--symbol <ids>', 'instruments that trade, with commas between them, such as SIM:ACME', collectList)
    .option('--timeframe <length>', 'length of a bar, such as 1m or 1h', '1m')
    .option('--name <text>', 'name of the session (strategy and symbols)')
    .option('--history <number>', 'bars before now that are recorded with each series, up to 5,000 (1,000)', parseNumber);
  command.options.find(({ long }) => long === '--strategy')?.makeOptionMandatory(false);
  command.action(run<PromoteOptions>(promote));
}

const promote: Body<PromoteOptions> = async (options, io, { json, common }) => {
  const connection = await connect(common);
  try {
    if (!connection.isWorkstation) throw new AppError('UNAVAILABLE', 'A session trades as long as a workstation runs; start one with `tapedeck serve` and promote the strategy again.');
    const started = await connection.client.paperSessions.promote(await toRequest(options), { signal: io.signal });
    const session = await waitForCheck(connection.client, started, io);
    if (json) io.out(JSON.stringify(toDocument(session)));
    if (session.status === 'running') return json ? undefined : io.out(describePaperSession(session));
    io.err(`tapedeck: ${describePaperSession(session)}`);
    return 'failed';
  } finally {
    await connection.close();
  }
};

async function toRequest(options: PromoteOptions): Promise<Parameters<Client['paperSessions']['promote']>[0]> {
  const { run, strategy, params = {}, symbol, timeframe, name, history } = options;
  const settings = toSettings({ strategy: '', params, ...options });
  const isUsual = canonicalJson(settings) === canonicalJson(backtestSettingsSchema.parse({}));
  const series = symbol?.map((id) => ({ instrumentId: checkValue(instrumentIdSchema, '--symbol', id), timeframe: checkValue(timeframeSchema, '--timeframe', timeframe) }));
  return {
    ...(run === undefined ? {} : { runId: run }), ...(strategy === undefined ? {} : await readStrategy(strategy)), ...(Object.keys(params).length === 0 ? {} : { params }), ...(isUsual ? {} : { settings }),
    ...(series === undefined ? {} : { series }), ...(name === undefined ? {} : { name }), ...(history === undefined ? {} : { history }),
  };
}

/** The session once its check is over. */
async function waitForCheck(client: Client, started: PaperSession, io: CliIo): Promise<PaperSession> {
  const show = showProgress(io, 'the look-ahead check');
  for await (const sessions of await client.paperSessions.watch({}, { signal: io.signal })) {
    const session = sessions.find(({ sessionId }) => sessionId === started.sessionId);
    if (session !== undefined && session.status !== 'checking') return session;
    show(session?.progress ?? 0);
  }
  return await client.paperSessions.get({ sessionId: started.sessionId });
}

function addCompare(area: Command, run: Run): void {
  leaf(area.command('compare').description('a session against a backtest over the bars that it recorded: the same to the byte, or where other costs make the difference'))
    .argument('<session-id>', 'id of the session')
    .option('--cash <amount>', 'cash at the start in the backtest', parseNumber)
    .option('--commission <rate>', 'share of the value of each fill in the backtest: 0.002 is 0.2 %', parseNumber)
    .option('--commission-fixed <amount>', 'amount for each fill in the backtest', parseNumber)
    .option('--spread <rate>', 'share of the price between bid and ask in the backtest', parseNumber)
    .option('--slippage <rate>', 'share of the price lost on market and stop fills in the backtest', parseNumber)
    .addOption(new Option('--fill <where>', 'where an order made on a close fills first in the backtest').choices(['next-open', 'same-close']))
    .option('--only-different', 'leave out trades that are the same in both')
    .option('--from <number>', 'index of the first row of trades', parseNumber)
    .option('--limit <number>', 'how many rows of trades at most, up to 5,000 (500)', parseNumber)
    .action(run<CompareOptions>(asking(async (client, { cash, commission, spread, slippage, ...others }: CompareOptions, io, [sessionId = '']) => {
      const named = { cash, commissionRate: commission, spreadRate: spread, slippageRate: slippage, ...pick(others) };
      return await client.paperSessions.compare({ sessionId, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) }, { signal: io.signal });
    }, renderPaperComparison)));
}

/** What a procedure may be told of them. */
const pick = ({ commissionFixed, fill, onlyDifferent, from, limit }: CompareOptions): CompareOptions =>
  Object.fromEntries(Object.entries({ commissionFixed, fill, onlyDifferent, from, limit }).filter(([, value]) => value !== undefined)) as CompareOptions;

const watchSessions: Body<object> = async (_options, io, { json, common }) => {
  const connection = await connect(common);
  try {
    for await (const sessions of await connection.client.paperSessions.watch({}, { signal: io.signal })) {
      for (const session of sessions) io.out(json ? JSON.stringify(toDocument(session)) : renderPaperChange(session));
    }
  } catch (error) {
    if (!io.signal.aborted) throw error;
  } finally {
    await connection.close();
  }
};
