import type { Param } from '../../../contract/model/param.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { SweepAxis } from '../../../contract/model/sweep.ts';
import { plainFigure } from '../lab/index.ts';
import type { ParamChoice, Search } from './search-store.ts';

/** As many parameters are varied at first: two make a map. */
const variedAtFirst = 2;
/** About as many values has a range at first. */
const valuesAtFirst = 12;
const numberPattern = /^-?(\d+\.?\d*|\.\d+)$/;

/** What is varied, and all that is wrong with it by field: `vary:fast`, `vary`. */
export type ReadSearch = {
  readonly faults: Readonly<Record<string, string>>;
  readonly space: Readonly<Record<string, SweepAxis>>;
  readonly where: string | undefined;
};

/** Values around the one that is set: half of it to twice as much, in about a dozen round steps. */
export function firstChoice(param: Param, text: string, isVaried: boolean): ParamChoice {
  const value = numberPattern.test(text) ? Number(text) : param.default;
  const inside = (one: number): number => Math.min(param.max, Math.max(param.min, one));
  if (param.choices !== undefined) return { isVaried, kind: 'list', from: '', to: '', step: '', list: param.choices.map((choice) => choice.value).join(', ') };
  const size = Math.abs(value) || 1;
  const step = roundStep((1.5 * size) / valuesAtFirst, param.isInteger);
  const clean = (one: number): string => String(Number(one.toPrecision(12)));
  const from = inside(Math.round((value - size / 2) / step) * step);
  const to = inside(Math.round((value + size) / step) * step);
  const start = from < param.min + step && param.isInteger ? inside(from) : from;
  return { isVaried, kind: 'range', from: clean(start), to: clean(Math.max(start, to)), step: clean(step), list: [start, value, to].map(clean).join(', ') };
}

/** 1, 2 or 5 times a power of ten, at least about the given size; whole for whole numbers. */
function roundStep(size: number, isInteger: boolean): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= size * 0.99) ?? 10) * power;
  return isInteger ? Math.max(1, Math.round(step)) : step;
}

/** The choice for a parameter: what was typed, else a range around what the lab has set. The first parameters are varied. */
export function choiceOf(search: Search | undefined, strategy: StrategyInfo, param: Param, text: string): ParamChoice {
  const usual = strategy.params.filter((one) => one.choices === undefined).slice(0, variedAtFirst);
  return search?.params[param.name] ?? firstChoice(param, text, usual.includes(param));
}

/** A fast and a slow one are of no use the other way round. */
export function usualWhere(strategy: StrategyInfo, isVaried: (name: string) => boolean): string {
  const pairs = [['fast', 'slow'], ['fastPeriod', 'slowPeriod'], ['exit', 'entry'], ['low', 'high'], ['conversion', 'base']] as const;
  const names = new Set(strategy.params.map((param) => param.name));
  const pair = pairs.find(([low, high]) => names.has(low) && names.has(high) && isVaried(low) && isVaried(high));
  return pair === undefined || (pair[0] === 'exit' && !strategy.params.every((param) => param.isInteger)) ? '' : `${pair[0]} < ${pair[1]}`;
}

/** What varies as the application takes it. `textOf`: what the lab has set for a parameter. */
export function readSearch(strategy: StrategyInfo, search: Search | undefined, textOf: (param: Param) => string): ReadSearch {
  const faults: Record<string, string> = {};
  const space: Record<string, SweepAxis> = {};
  for (const param of strategy.params) {
    const choice = choiceOf(search, strategy, param, textOf(param));
    if (!choice.isVaried) continue;
    const axis = choice.kind === 'list' ? readList(choice.list, param) : readRange(choice, param);
    if (typeof axis === 'string') faults[`vary:${param.name}`] = axis;
    else space[param.name] = axis;
  }
  if (Object.keys(space).length === 0 && Object.keys(faults).length === 0) faults['vary'] = 'Nothing varies. Switch a parameter on.';
  const where = (search?.where ?? usualWhere(strategy, (name) => name in space)).trim();
  return { faults, space, where: where === '' ? undefined : where };
}

const rangeSentence = ({ title, isInteger, min, max }: Param): string => `${title} takes ${isInteger ? 'whole numbers' : 'numbers'} from ${plainFigure(min)} to ${plainFigure(max)}.`;
const isFine = ({ isInteger, min, max }: Param, value: number): boolean => value >= min && value <= max && (!isInteger || Number.isInteger(value));

function readList(text: string, param: Param): SweepAxis | string {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  if (parts.length === 0) return 'Write values such as 5, 10, 20.';
  const values = parts.map(Number);
  const bad = parts.find((part, k) => !numberPattern.test(part) || !isFine(param, values[k] ?? Number.NaN));
  if (bad !== undefined) return `${bad} does not fit: ${rangeSentence(param)}`;
  const twice = values.find((value, k) => values.indexOf(value) !== k);
  return twice === undefined ? values : `${plainFigure(twice)} stands twice.`;
}

function readRange({ from, to, step }: ParamChoice, param: Param): SweepAxis | string {
  for (const text of [from, to]) if (!numberPattern.test(text) || !isFine(param, Number(text))) return rangeSentence(param);
  if (!numberPattern.test(step) || !(Number(step) > 0)) return 'The step must be more than 0.';
  if (param.isInteger && !Number.isInteger(Number(step))) return 'The step must be a whole number.';
  if (Number(from) > Number(to)) return 'The range must not end before it begins.';
  return { from: Number(from), to: Number(to), step: Number(step) };
}

/** How many values an axis has. */
export const countValues = (axis: SweepAxis): number =>
  Array.isArray(axis) ? axis.length : Math.floor((axis.to - axis.from) / (axis.step ?? 1) + 1e-9) + 1;
