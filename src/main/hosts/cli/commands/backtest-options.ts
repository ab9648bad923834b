import { Option, type Command } from 'commander';
import { backtestSettingsSchema, type BacktestSettings, type Sizing } from '../../../../contract/model/backtest.ts';
import { checkValue } from '../check-value.ts';
import { formatSizing, parseImpact, parseJson, parseNumber, parseParams, parseSizing } from '../parse-options.ts';

/** Strategy, costs and conventions of a backtest, as they are typed. */
export type StrategyOptions = {
  strategy: string; params: Record<string, number>;
  cash?: number; commission?: number; commissionFixed?: number; spread?: number; slippage?: number; margin?: number;
  fill?: string; intrabar?: string; exclusive?: true; hedging?: true; closeAtEnd?: true; size?: Sizing; fractional?: true;
  profile?: string; seed?: number;
  commissionPerUnit?: number; commissionMinimum?: number; commissionMaker?: number; commissionTiers?: unknown; impact?: unknown;
  maxVolumeShare?: number; maintenanceMargin?: number; borrowRate?: number; lots?: string; conversion?: string; tradeFrom?: number;
};

/** Costs and conventions as they are typed. */
export type SettingOptions = Omit<StrategyOptions, 'strategy' | 'params'>;

/** The flags that every backtest takes, whatever its bars. */
export const addStrategyOptions = (command: Command): Command => addSettingOptions(
  command
    .requiredOption('--strategy <name>', 'name of a strategy (strategies list), or a file of one: TypeScript or rules as JSON')
    .option('--params <json>', 'parameters, such as \'{"fast":10,"slow":20}\'', parseParams, {}),
);

/** Costs and conventions, for whatever trades on bars. */
export const addSettingOptions = (command: Command): Command => addCostOptions(
  command
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
    .option('--size <sizing>', 'all, units:10, fraction:0.5, notional:1000, equity:1.5, risk:0.01, volatility:0.2 or kelly:0.5', parseSizing)
    .option('--fractional', 'sizes need not be whole units')
    .addOption(new Option('--profile <engine>', 'conventions of which engine').choices(['tapedeck', 'backtesting.py', 'backtrader']))
    .option('--seed <number>', 'seed of everything random (1)', parseNumber),
);

/** Costs and limits beyond those that every engine has; profile tapedeck alone. */
const addCostOptions = (command: Command): Command =>
  command
    .option('--commission-per-unit <amount>', 'commission for each unit of a fill, beside the others', parseNumber)
    .option('--commission-minimum <amount>', 'the least commission of a fill', parseNumber)
    .option('--commission-maker <rate>', 'share of the value that fills of limit orders pay instead of --commission', parseNumber)
    .option('--commission-tiers <json>', 'rates by the value traded in the month, such as \'[{"fromValue":100000,"rate":0.0005}]\'', parseJson)
    .option('--impact <model>', 'how orders move the price against themselves: volume-share:0.1 or square-root:1', parseImpact)
    .option('--max-volume-share <share>', 'share of the volume of a bar that orders may take; the rest waits', parseNumber)
    .option('--maintenance-margin <share>', 'share of the value held below which equity must not fall, else the position is closed', parseNumber)
    .option('--borrow-rate <rate>', 'annual rate paid on the value of what is short', parseNumber)
    .addOption(new Option('--lots <which>', 'which trades an order on the other side closes (fifo)').choices(['fifo', 'lifo', 'average', 'specific']))
    .addOption(new Option('--conversion <what>', 'what of a position in another currency goes with its rate: its profit, or its whole value (profit)').choices(['profit', 'value']));

/** Each setting, the flag it is typed with, and the value that was given. */
const listSettings = (options: SettingOptions): [field: keyof BacktestSettings, flag: string, value: unknown][] => [
  ['profile', '--profile', options.profile], ['cash', '--cash', options.cash], ['commissionRate', '--commission', options.commission],
  ['commissionFixed', '--commission-fixed', options.commissionFixed], ['spreadRate', '--spread', options.spread], ['slippageRate', '--slippage', options.slippage],
  ['margin', '--margin', options.margin], ['fill', '--fill', options.fill], ['intrabar', '--intrabar', options.intrabar], ['exclusive', '--exclusive', options.exclusive],
  ['hedging', '--hedging', options.hedging], ['closeAtEnd', '--close-at-end', options.closeAtEnd], ['size', '--size', options.size],
  ['fractional', '--fractional', options.fractional], ['seed', '--seed', options.seed],
  ['commissionPerUnit', '--commission-per-unit', options.commissionPerUnit], ['commissionMinimum', '--commission-minimum', options.commissionMinimum],
  ['commissionMakerRate', '--commission-maker', options.commissionMaker], ['commissionTiers', '--commission-tiers', options.commissionTiers], ['impact', '--impact', options.impact],
  ['maxVolumeShare', '--max-volume-share', options.maxVolumeShare], ['maintenanceMargin', '--maintenance-margin', options.maintenanceMargin],
  ['borrowRate', '--borrow-rate', options.borrowRate], ['lots', '--lots', options.lots],
  ['conversion', '--conversion', options.conversion], ['tradeFromMs', '--trade-from', options.tradeFrom],
];

/** The settings as the contract checks them; a value out of its range is INVALID_INPUT with the flag's name. */
export function toSettings(options: SettingOptions): BacktestSettings {
  const given = listSettings(options).filter(([, , value]) => value !== undefined);
  for (const [field, flag, value] of given) {
    checkValue(backtestSettingsSchema.shape[field], flag, value, field === 'size' ? formatSizing(value as Sizing) : typeof value === 'string' ? value : JSON.stringify(value));
  }
  return backtestSettingsSchema.parse(Object.fromEntries(given.map(([field, , value]) => [field, value])));
}
