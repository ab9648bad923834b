import { Option, type Command } from 'commander';
import { backtestSettingsSchema, type BacktestSettings, type Sizing } from '../../../../contract/model/backtest.ts';
import { AppError } from '../../../core/kernel/index.ts';
import { checkValue } from '../check-value.ts';
import { formatSizing, parseNumber, parseParams, parseSizing } from '../parse-options.ts';

/** Strategy, costs and conventions of a backtest, as they are typed. */
export type StrategyOptions = {
  strategy: string; params: Record<string, number>;
  cash?: number; commission?: number; commissionFixed?: number; spread?: number; slippage?: number; margin?: number;
  fill?: string; intrabar?: string; exclusive?: true; hedging?: true; closeAtEnd?: true; size?: Sizing; fractional?: true;
  profile?: string; seed?: number;
};

/** The flags that every backtest takes, whatever its bars. */
export const addStrategyOptions = (command: Command): Command =>
  command
    .requiredOption('--strategy <name>', 'name of a strategy (strategies list), or a file of one: TypeScript or rules as JSON')
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
    .option('--seed <number>', 'seed of everything random (1)', parseNumber);

/** Each setting, the flag it is typed with, and the value that was given. */
const listSettings = (options: StrategyOptions): [field: keyof BacktestSettings, flag: string, value: unknown][] => [
  ['profile', '--profile', options.profile], ['cash', '--cash', options.cash], ['commissionRate', '--commission', options.commission],
  ['commissionFixed', '--commission-fixed', options.commissionFixed], ['spreadRate', '--spread', options.spread], ['slippageRate', '--slippage', options.slippage],
  ['margin', '--margin', options.margin], ['fill', '--fill', options.fill], ['intrabar', '--intrabar', options.intrabar], ['exclusive', '--exclusive', options.exclusive],
  ['hedging', '--hedging', options.hedging], ['closeAtEnd', '--close-at-end', options.closeAtEnd], ['size', '--size', options.size],
  ['fractional', '--fractional', options.fractional], ['seed', '--seed', options.seed],
];

/** The settings as the contract checks them; a value out of its range is INVALID_INPUT with the flag's name. */
export function toSettings(options: StrategyOptions): BacktestSettings {
  if (options.intrabar === 'magnify') {
    throw new AppError('INVALID_INPUT', '--intrabar magnify needs finer bars than those given; use pessimistic or optimistic.');
  }
  const given = listSettings(options).filter(([, , value]) => value !== undefined);
  for (const [field, flag, value] of given) {
    checkValue(backtestSettingsSchema.shape[field], flag, value, field === 'size' ? formatSizing(value as Sizing) : String(value));
  }
  return backtestSettingsSchema.parse(Object.fromEntries(given.map(([field, , value]) => [field, value])));
}
