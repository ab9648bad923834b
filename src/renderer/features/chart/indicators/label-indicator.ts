import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import type { Param } from '../../../../contract/model/param.ts';
import { formatCompact, formatIsoDate, formatMinute, formatNumber } from '../../../ui/format.ts';
import { isOutput, type KnownIndicators } from './chosen.ts';

/** A name as it stands in the legend: RSI, PLUS DI; patterns of candles have names in words. */
export const shortName = ({ name, title, group }: Pick<IndicatorInfo, 'name' | 'title' | 'group'>): string => (group === 'Candles' ? title : name.toUpperCase().replaceAll('_', ' '));

/** An indicator in the legend: its name, what it is set with, and what it reads where that is not the usual: `EMA 9 of RSI 14`, `ROLLING BETA 60 vs TAPE`. */
export function labelIndicator(one: ChartIndicator, all: readonly ChartIndicator[], known: KnownIndicators): string {
  const info = known.get(one.name);
  const set = info === undefined ? Object.values(one.params).map(String) : info.params.flatMap((param) => labelParam(param, one.params[param.name] ?? param.default));
  const against = info?.benchmark === undefined ? undefined : one.inputs?.[info.benchmark];
  const vs = typeof against === 'object' && 'instrumentId' in against ? ['vs', labelInput(against, all, known)] : [];
  const own = (one.inputs ?? []).flatMap((input, k) => (vs.length > 0 && k === info?.benchmark ? [] : [{ input, isUsual: input === info?.inputs[k] }]));
  const read = [...(own.every(({ isUsual }) => isUsual) ? [] : ['of', own.map(({ input }) => labelInput(input, all, known)).join(', ')]), ...vs];
  return [shortName(info ?? { name: one.name, title: one.name, group: '' }), ...set, ...read].join(' ');
}

/** What an indicator reads, in words. */
export function labelInput(input: NonNullable<ChartIndicator['inputs']>[number], all: readonly ChartIndicator[], known: KnownIndicators): string {
  if (typeof input === 'string') return input;
  if (!isOutput(input)) return `${symbolOf(input.instrumentId)}${input.column === 'close' ? '' : ` ${input.column}`}`;
  const source = all.find((one) => one.id === input.of);
  if (source === undefined) return 'what is gone';
  const label = labelIndicator(source, all, known);
  return (known.get(source.name)?.outputs.length ?? 1) > 1 ? `${label} ${input.output}` : label;
}

const symbolOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** A choice that is as usual needs no word, nor does a shift or a start that there is not. */
function labelParam(param: Param, value: number): string[] {
  if (isMoment(param)) return value === 0 ? [] : [`${formatIsoDate(value)} ${formatMinute(value)}`];
  if (param.choices === undefined) return value === 0 && param.default === 0 ? [] : [String(value)];
  return value === param.default ? [] : [param.choices.find((choice) => choice.value === value)?.title ?? String(value)];
}

/** The range of a parameter as a sentence's end: `a whole number from 2 to 100,000`. */
export const describeRange = ({ isInteger, min, max }: Pick<Param, 'isInteger' | 'min' | 'max'>): string => {
  const kind = isInteger ? 'a whole number' : 'a number';
  if (Math.abs(min) >= endless && max >= endless) return kind;
  return max >= endless ? `${kind} from ${formatBound(min)} on` : `${kind} from ${formatBound(min)} to ${formatBound(max)}`;
};

/** Whether a parameter is a moment: milliseconds that reach as far as dates do. */
export const isMoment = ({ max }: Pick<Param, 'max'>): boolean => max === 8_640_000_000_000_000;

const endless = 1e30;
const formatBound = (value: number): string => (Math.abs(value) >= 1e9 ? formatCompact(value) : value !== 0 && Math.abs(value) < 1e-6 ? String(value) : formatNumber(value, String(value).split('.')[1]?.length ?? 0));

/** What is wrong with a value that was typed, in one sentence; null: nothing. */
export function faultOf(param: Param, text: string): string | null {
  const value = Number(text);
  const isGood = text.trim() !== '' && value >= param.min && value <= param.max && (!param.isInteger || Number.isInteger(value));
  return isGood ? null : `${param.title} must be ${describeRange(param)}.`;
}

/** A parameter in words; a moment is chosen as a date, whatever it is counted in. */
export const titleOfParam = (param: Pick<Param, 'title' | 'max'>): string => (isMoment(param) ? param.title.replace(/, in milliseconds.*$/, '') : param.title);

const outputTitles: Readonly<Record<string, string>> = { hist: 'Histogram', poc: 'Point of control', vwap: 'VWAP', macd: 'MACD', fastk: 'Fast %K', fastd: 'Fast %D', slowk: 'Slow %K', slowd: 'Slow %D', percentB: '%B' };

/** The title of an output or a fill: `real` and `integer` are no words. */
export const titleOfOutput = (name: string, info: IndicatorInfo): string =>
  name === 'real' || name === 'integer' ? shortName(info) : (outputTitles[name] ?? capital(name.replace(/([a-z])([A-Z\d])/g, '$1 $2')));

/** A camel's humps become words: `Value area`, but `Span A`. */
const capital = (text: string): string => text.replace(/ ([A-Z])(?=[a-z])/g, (hump) => hump.toLowerCase()).replace(/^./, (letter) => letter.toUpperCase());
