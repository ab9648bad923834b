import type { ChartIndicator, ChartInput, IndicatorLook } from '../../../../contract/model/chart-indicator.ts';
import { isOutput, mostIndicators } from './chosen.ts';

/** Indicators as they were stored; those that are not understood are left out, and with them those that read them. */
export function readChosen(stored: readonly unknown[]): ChartIndicator[] {
  const all = stored.flatMap((one) => readOne(one) ?? []).slice(0, mostIndicators);
  const once = all.filter((one, at) => all.findIndex((other) => other.id === one.id) === at);
  return dropOrphans(once);
}

function dropOrphans(all: ChartIndicator[]): ChartIndicator[] {
  const left = all.filter((one) => one.inputs?.every((input) => !isOutput(input) || (input.of !== one.id && all.some((other) => other.id === input.of))) ?? true);
  return left.length === all.length ? all.filter((one) => !readsItself(all, one.id, one.id, all.length)) : dropOrphans(left);
}

const readsItself = (all: readonly ChartIndicator[], id: string, wanted: string, steps: number): boolean =>
  steps >= 0 && (all.find((one) => one.id === id)?.inputs ?? []).some((input) => isOutput(input) && (input.of === wanted || readsItself(all, input.of, wanted, steps - 1)));

function readOne(one: unknown): ChartIndicator | null {
  if (!isRecord(one)) return null;
  const { id, name, params, inputs, looks, isShown, hidesBars } = one;
  if (typeof id !== 'string' || !/^[a-z0-9_-]{1,80}$/.test(id) || typeof name !== 'string' || name === '') return null;
  if (!isRecord(params) || !Object.values(params).every((param) => typeof param === 'number')) return null;
  const read = inputs === undefined || inputs === null ? null : Array.isArray(inputs) && inputs.every(isInput) ? inputs : undefined;
  if (read === undefined) return null;
  return { id, name, params: params as Record<string, number>, inputs: read, looks: readLooks(looks), isShown: isShown !== false, ...(typeof hidesBars === 'boolean' ? { hidesBars } : {}) };
}

const readLooks = (looks: unknown): Record<string, IndicatorLook> =>
  isRecord(looks) ? Object.fromEntries(Object.entries(looks).filter((entry): entry is [string, IndicatorLook] => isLook(entry[1]))) : {};

const hues: readonly unknown[] = ['ivory', 'phosphor', 'rose', 'violet', 'sage', 'grey', 'up', 'down', 'sign'] satisfies readonly IndicatorLook['hue'][];
const dashes: readonly unknown[] = ['solid', 'dashed', 'dotted'] satisfies readonly IndicatorLook['dash'][];
const columns: readonly unknown[] = ['time', 'open', 'high', 'low', 'close', 'volume'] satisfies readonly ChartInput[];

const isLook = (value: unknown): value is IndicatorLook =>
  isRecord(value) && hues.includes(value['hue']) && dashes.includes(value['dash']) && [1, 2, 3, 4].includes(value['width'] as number) && typeof value['isShown'] === 'boolean';
const isInput = (value: unknown): value is ChartInput =>
  columns.includes(value) || (isRecord(value) && ((typeof value['of'] === 'string' && typeof value['output'] === 'string') || (typeof value['instrumentId'] === 'string' && value['column'] !== 'time' && columns.includes(value['column']))));
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
