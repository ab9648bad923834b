import { Option, type Command } from 'commander';
import { basename, extname } from 'node:path';
import { backtestSettingsSchema, type BacktestResult, type Sizing } from '../../../../contract/model/backtest.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { AppError } from '../../../core/kernel/index.ts';
import type { CliIo } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { collect, parseNumber, parseParams, parseSizing } from '../parse-options.ts';
import { flagName } from './flag-name.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { formatNumber, formatTable, isoTime } from '../table.ts';

type BacktestOptions = FileOptions & {
  file: readonly string[]; strategy: string; params: Record<string, number>;
  cash?: number; commission?: number; commissionFixed?: number; spread?: number; slippage?: number; margin?: number;
  fill?: string; intrabar?: string; exclusive?: true; hedging?: true; closeAtEnd?: true; size?: Sizing; fractional?: true;
  profile?: string; seed?: number; ephemeral?: true; dataDir?: string;
};

const addBacktestOptions = (command: Command): Command =>
  addFileOptions(command)
    .requiredOption('--file <bars.csv>', 'file of bars', collect)
    .requiredOption('--strategy <name>', 'name of a strategy (strategies list)')
    .option('--params <json>', 'parameters, such as \'{"fast":10,"slow":20}\'', parseParams, {})
    .option('--cash <amount>', 'cash at the start (10000)', parseNumber)
    .option('--commission <rate>', 'share of the value of each fill: 0.002 is 0.2 %', parseNumber)
    .option('--commission-fixed <amount>', 'amount for each fill', parseNumber)
    .option('--spread <rate>', 'share of the price between bid and ask', parseNumber)
    .option('--slippage <rate>', 'share of the price lost on market and stop fills', parseNumber)
    .option('--margin <share>', 'share of a position\'s value that is held; 0.5 is twice leveraged (1)', parseNumber)
    .addOption(new Option('--fill <where>', 'where an order made on a close fills first').choices(['next-open', 'same-close']))
    .addOption(new Option('--intrabar <reading>', 'what happens first inside a bar').choices(['pessimistic', 'optimistic', 'magnify']))
    .option('--exclusive', 'each new order closes what is open and cancels what is pending')
    .option('--hedging', 'opposite trades may stand side by side')
    .option('--close-at-end', 'close what is open on the last bar')
    .option('--size <sizing>', 'all, units:10, fraction:0.5 or notional:1000', parseSizing)
    .option('--fractional', 'sizes need not be whole units')
    .addOption(new Option('--profile <engine>', 'conventions of which engine').choices(['tapedeck', 'backtesting.py', 'backtrader']))
    .option('--seed <number>', 'seed of everything random (1)', parseNumber)
    .option('--ephemeral', 'keep the run out of the record of runs, and say so');

/** Options that are called otherwise than the settings they stand for. */
const optionOf: Readonly<Record<string, string>> = { commissionRate: '--commission', spreadRate: '--spread', slippageRate: '--slippage' };

/** The settings as the contract checks them; a value out of its range is INVALID_INPUT with the option's name. */
function toSettings(options: BacktestOptions) {
  if (options.intrabar === 'magnify') {
    throw new AppError('INVALID_INPUT', '--intrabar magnify needs finer bars than those given; use pessimistic or optimistic.');
  }
  const parsed = backtestSettingsSchema.safeParse({
    profile: options.profile, cash: options.cash, commissionRate: options.commission, commissionFixed: options.commissionFixed,
    spreadRate: options.spread, slippageRate: options.slippage, margin: options.margin, fill: options.fill, intrabar: options.intrabar,
    exclusive: options.exclusive, hedging: options.hedging, closeAtEnd: options.closeAtEnd, size: options.size,
    fractional: options.fractional, seed: options.seed,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0]);
  const message = issue?.message ?? 'it is not acceptable';
  throw new AppError('INVALID_INPUT', `${optionOf[field] ?? `--${flagName(field)}`} is out of its range: ${message}.`, { issues: parsed.error.issues });
}

/** The result with ISO times and the field names of the command line. */
function toDocument(result: BacktestResult, isEphemeral: boolean): unknown {
  return {
    spec: { ...result.spec, data: result.spec.data.map(({ fromMs, toMs, ...data }) => ({ ...data, from: isoTime(fromMs), to: isoTime(toMs) })) },
    hash: result.hash,
    runId: result.runId,
    ...(isEphemeral ? { ephemeral: true } : {}),
    metrics: result.metrics,
    dialects: result.dialects,
    trades: result.trades.map(({ entryTimeMs, exitTimeMs, ...trade }) => ({ ...trade, entryTime: isoTime(entryTimeMs), exitTime: isoTime(exitTimeMs) })),
    fills: result.fills.map(({ timeMs, ...fill }) => ({ ...fill, time: isoTime(timeMs) })),
    equity: { time: result.equity.time.map(isoTime), value: result.equity.value },
  };
}

function printForPeople(result: BacktestResult, isEphemeral: boolean, io: CliIo): void {
  const dialect = result.dialects['backtesting.py'] ?? result.metrics;
  const rows = Object.entries(dialect).map(([name, value]) => [name, typeof value === 'string' ? value : formatNumber(value)]);
  io.out(formatTable(['statistic', 'value'], rows));
  io.out(isEphemeral ? 'This run was not recorded (--ephemeral).' : `Recorded as run ${result.runId}.`);
}

/** `backtest run`: imports nothing, records the run in the data folder so that nothing escapes the count. */
export function addBacktest(area: Command, run: Run): void {
  addBacktestOptions(leaf(area.command('run').description('a backtest over a file of bars'))).action(
    run<BacktestOptions>(async (options, io, { json }) => {
      const settings = toSettings(options);
      const isEphemeral = options.ephemeral === true;
      const offline = composeOffline({ records: !isEphemeral, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) });
      try {
        const series = [];
        for (const path of options.file) {
          series.push({ symbol: basename(path, extname(path)), bars: (await readBars(offline.files, path, options, io)).bars });
        }
        const request = { strategy: options.strategy, params: options.params, settings };
        const result = await offline.backtests.runOnBars(request, series, { signal: io.signal, isEphemeral });
        if (json) io.out(JSON.stringify(toDocument(result, isEphemeral)));
        else printForPeople(result, isEphemeral, io);
      } finally {
        await offline.dispose();
      }
    }),
  );
}
