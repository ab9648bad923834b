import type { BacktestSettings } from '../../../contract/model/backtest.ts';
import type { Param } from '../../../contract/model/param.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { formatNumber } from '../../ui/format.ts';
import { startSetup, type Setup } from './lab-store.ts';

/** Faults by field: `param:fast`, `cash`, … */
export type Faults = Readonly<Record<string, string>>;

export type ReadSetup = { readonly faults: Faults; readonly params: Record<string, number>; readonly settings: Partial<BacktestSettings>; readonly fromMs: EpochMs | null; readonly toMs: EpochMs | null };

const dayMs = 86_400_000;
const numberPattern = /^-?(\d+\.?\d*|\.\d+)$/;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** A figure without digits that it does not need: 10,000 and 0.05. */
export const plainFigure = (value: number): string => formatNumber(value, Math.min(8, String(value).split('.')[1]?.length ?? 0));

/** One sentence on what a parameter may be. */
export const describeParam = ({ min, max, isInteger, default: byDefault }: Param): string =>
  `${isInteger ? 'A whole number' : 'A number'} from ${plainFigure(min)} to ${plainFigure(max)}; ${plainFigure(byDefault)} unless changed.`;

/** What is wrong with the text of a parameter; null: nothing. */
export function checkParam(param: Param, text: string): string | null {
  const value = Number(text);
  const isFine = numberPattern.test(text) && value >= param.min && value <= param.max && (!param.isInteger || Number.isInteger(value));
  return isFine ? null : `${param.title} must be ${param.isInteger ? 'a whole number' : 'a number'} from ${plainFigure(param.min)} to ${plainFigure(param.max)}.`;
}

export const textOfParam = (setup: Setup, strategy: string, { name, default: byDefault }: Param): string => setup.params[strategy]?.[name] ?? String(byDefault);

/** Percent as typed into a share, by moving the point and not by dividing: 0.2 is 0.002 to the last bit. */
export const shareOf = (percentText: string): number => Number(`${percentText}e-2`);

/** The setup as the application takes it, with all that is wrong with it. */
export function readSetup(setup: Setup, strategy: StrategyInfo): ReadSetup {
  const faults: Record<string, string> = {};
  const params: Record<string, number> = {};
  for (const param of strategy.params) {
    const text = textOfParam(setup, strategy.name, param);
    const fault = checkParam(param, text);
    if (fault !== null) faults[`param:${param.name}`] = fault;
    params[param.name] = Number(text);
  }
  const amount = (field: 'cash' | 'commissionFixed' | 'units', title: string, isFine: (value: number) => boolean, range: string): number => {
    if (!numberPattern.test(setup[field]) || !isFine(Number(setup[field]))) faults[field] = `${title} must be ${range}.`;
    return Number(setup[field]);
  };
  const rate = (field: 'commission' | 'spread' | 'slippage', title: string): number => {
    if (!numberPattern.test(setup[field]) || Number(setup[field]) < 0 || Number(setup[field]) > 50) faults[field] = `${title} must be from 0 to 50 percent.`;
    return shareOf(setup[field]);
  };
  const settings: Partial<BacktestSettings> = {
    profile: setup.profile,
    cash: amount('cash', 'Cash', (value) => value > 0 && value <= 1e15, 'more than 0'),
    commissionRate: rate('commission', 'Commission'),
    commissionFixed: amount('commissionFixed', 'The fee', (value) => value >= 0 && value <= 1e9, '0 or more'),
    spreadRate: rate('spread', 'The spread'),
    slippageRate: rate('slippage', 'Slippage'),
    exclusive: setup.isExclusive, fractional: setup.isFractional, closeAtEnd: setup.closesAtEnd,
    size: setup.sizing === 'all' ? { kind: 'all' } : { kind: 'units', units: amount('units', 'Units', (value) => value > 0, 'more than 0') },
  };
  const fromMs = readDate(setup.from);
  const toMs = readDate(setup.to);
  if (Number.isNaN(fromMs)) faults['from'] = 'Write the date as 2024-01-31, or leave it empty.';
  if (Number.isNaN(toMs)) faults['to'] = 'Write the date as 2024-01-31, or leave it empty.';
  if (fromMs !== null && toMs !== null && fromMs > toMs) faults['to'] = 'The last day must not be before the first.';
  // The last day is meant with all of its bars.
  return { faults, params, settings, fromMs: fromMs as EpochMs | null, toMs: (toMs === null ? null : toMs + dayMs) as EpochMs | null };
}

/** Start of a UTC day; null: none given; NaN: not a date. */
export function readDate(text: string): number | null {
  if (text === '') return null;
  const ms = datePattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? Number.NaN : ms;
}

/** Twelve digits are more than anyone types and fewer than a product invents. */
const percentText = (share: number): string => String(Number((share * 100).toPrecision(12)));

/** The setup that a run was made with. */
export function setupOf({ spec, series, allSeries = [] }: BacktestReport, before: Setup): Setup {
  const { settings } = spec;
  const [first, ...others] = series === null ? allSeries : [series];
  return {
    ...startSetup,
    strategy: spec.strategy,
    params: { ...before.params, [spec.strategy]: Object.fromEntries(Object.entries(spec.params).map(([name, value]) => [name, String(value)])) },
    series: first ?? before.series, others: others.filter((one) => one !== null),
    cash: String(settings.cash), commission: percentText(settings.commissionRate), commissionFixed: String(settings.commissionFixed),
    spread: percentText(settings.spreadRate), slippage: percentText(settings.slippageRate), profile: settings.profile,
    isExclusive: settings.exclusive, isFractional: settings.fractional, closesAtEnd: settings.closeAtEnd,
    sizing: settings.size.kind === 'units' ? 'units' : 'all', units: settings.size.kind === 'units' ? String(settings.size.units) : '1',
  };
}
