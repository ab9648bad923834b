import { PartsKernel } from '../../indicators/index.ts';
import type { KernelSource } from '../graph/graph.ts';

/** Bars in a row that a value has had one sign, with that sign; 0 where it is 0. A NaN ends the row. */
class StreakKernel extends PartsKernel {
  constructor() {
    super(1, [], [0]);
  }

  evaluate([inputs]: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const value = inputs![index]!;
    const sign = Math.sign(value);
    if (value !== value) coming[0] = 0;
    else coming[0] = Math.sign(past[0]!) === sign ? past[0]! + sign : sign;
    result[0] = value !== value ? Number.NaN : coming[0]!;
  }
}

/** Bars since a value changed last, 0 at the change and at the first bar. A NaN is no change. */
class AgeKernel extends PartsKernel {
  constructor() {
    super(1, [], [Number.NaN, -1]);
  }

  evaluate([inputs]: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const value = inputs![index]!;
    const isNumber = value === value;
    coming[0] = isNumber ? value : past[0]!;
    coming[1] = isNumber && value !== past[0] ? 0 : past[1]! + 1;
    result[0] = isNumber ? coming[1]! : Number.NaN;
  }
}

/** The kernel's values; false where a value is missing. */
function streaksInto([values]: readonly Float64Array[], [out]: readonly Float64Array[]): boolean {
  let streak = 0;
  for (let i = 0; i < values!.length; i++) {
    const value = values![i]!;
    if (value !== value) return false;
    const sign = value > 0 ? 1 : value < 0 ? -1 : 0;
    streak = streak * sign > 0 ? streak + sign : sign;
    out![i] = streak;
  }
  return true;
}

/** The kernel's values; false where a value is missing. */
function agesInto([values]: readonly Float64Array[], [out]: readonly Float64Array[]): boolean {
  let [known, age] = [Number.NaN, -1];
  for (let i = 0; i < values!.length; i++) {
    const value = values![i]!;
    if (value !== value) return false;
    age = value === known ? age + 1 : 0;
    known = value;
    out![i] = age;
  }
  return true;
}

export const streakSource: KernelSource = { key: 'streak', outputs: 1, warmup: 0, create: () => new StreakKernel(), computeColumns: streaksInto };
export const ageSource: KernelSource = { key: 'age', outputs: 1, warmup: 0, create: () => new AgeKernel(), computeColumns: agesInto };
