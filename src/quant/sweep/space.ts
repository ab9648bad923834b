import type { Param } from '../../contract/model/param.ts';
import type { SweepAxis, SweepSpace } from '../../contract/model/sweep.ts';
import { QuantError } from '../error.ts';
import { resolveParams } from '../resolve-params.ts';

/** A parameter that varies: a list of values, or any number of a range. */
export type Axis = {
  readonly name: string;
  /** Empty for a continuous range. */
  readonly values: readonly number[];
  readonly from: number;
  readonly to: number;
};

/** As many values as one parameter may have. */
const mostValues = 100_000;

/**
 * What varies, complete: every name is one of the strategy's parameters, every value is inside its range, no value comes twice.
 * Errors: EMPTY_GRID, UNKNOWN_PARAMETER, PARAMETER_OUT_OF_RANGE, GRID_RANGE.
 */
export function expandSpace(owner: string, params: readonly Param[], space: SweepSpace, isGrid: boolean): readonly Axis[] {
  const names = Object.keys(space);
  if (names.length === 0) throw new QuantError('EMPTY_GRID', `There is nothing to vary; name at least one parameter of ${owner} with its values.`);
  return names.map((name) => {
    // The middle of the range is no matter here: this finds unknown names first, with the nearest one.
    const param = params.find((one) => one.name === name);
    if (param === undefined) resolveParams(owner, params, { [name]: 0 });
    const axis = toAxis(name, space[name]!, param!, isGrid);
    for (const value of axis.values.length === 0 ? [axis.from, axis.to] : axis.values) resolveParams(owner, params, { [name]: value });
    return axis;
  });
}

function toAxis(name: string, axis: SweepAxis, param: Param, isGrid: boolean): Axis {
  const values = Array.isArray(axis) ? axis : listRange(name, axis, param, isGrid);
  if (Array.isArray(axis) && values.length === 0) throw new QuantError('EMPTY_GRID', `The list of values for ${name} is empty; give at least one.`);
  if (new Set(values).size < values.length) throw new QuantError('GRID_RANGE', `The list of values for ${name} has one of them twice; each combination is tried once.`);
  if (Array.isArray(axis)) return { name, values, from: Math.min(...values), to: Math.max(...values) };
  return { name, values, from: axis.from, to: axis.to };
}

/** The values of a range with a step, whole numbers without one; empty where any number will do. */
function listRange(name: string, { from, to, step }: Exclude<SweepAxis, readonly number[]>, param: Param, isGrid: boolean): readonly number[] {
  if (!(from <= to)) throw new QuantError('GRID_RANGE', `The range of ${name} runs from ${from} to ${to}; it must not end before it begins.`);
  const by = step ?? (param.isInteger ? 1 : Number.NaN);
  if (Number.isNaN(by)) {
    if (isGrid) throw new QuantError('GRID_RANGE', `The range of ${name} needs a step, such as {"from":${from},"to":${to},"step":${(to - from) / 10 || 1}}; only random and tpe searches take any number.`);
    return [];
  }
  // A step that meets the end but for its rounding takes the end, too.
  const count = Math.floor((to - from) / by + 1e-9) + 1;
  if (count > mostValues) throw new QuantError('GRID_RANGE', `The range of ${name} has ${count} values; at most ${mostValues}.`);
  return Array.from({ length: count }, (_, i) => Number((from + i * by).toPrecision(15)));
}

/** Combinations of all values; Infinity where a parameter may take any number. */
export const countCombinations = (axes: readonly Axis[]): number =>
  axes.reduce((product, { values }) => product * (values.length === 0 ? Infinity : values.length), 1);

/** Writes the values of a combination by its place in grid order, the last parameter varying fastest. */
export function writeCombination(axes: readonly Axis[], ordinal: number, out: Float64Array): void {
  let rest = ordinal;
  for (let a = axes.length - 1; a >= 0; a--) {
    const { values } = axes[a];
    out[a] = values[rest % values.length];
    rest = Math.floor(rest / values.length);
  }
}

/** The value of an axis at a place in [0, 1). */
export const valueAt = ({ values, from, to }: Axis, place: number): number =>
  values.length === 0 ? from + place * (to - from) : values[Math.min(values.length - 1, Math.floor(place * values.length))];

/** The place of a value: the middle of its share of [0, 1]. */
export function placeOf({ values, from, to }: Axis, value: number): number {
  if (values.length > 0) return (values.indexOf(value) + 0.5) / values.length;
  return to > from ? (value - from) / (to - from) : 0.5;
}
