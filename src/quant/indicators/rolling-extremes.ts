import { defineIndicator, type IndicatorDefinition } from './define-indicator.ts';
import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';
import { RollingWindow } from './rolling-window.ts';
import { runKernel } from './run-kernel.ts';
import { timePeriodParam } from './time-period-param.ts';

/**
 * Highest (sign 1) or lowest (sign -1) of a window. The window is looked through only when its extreme has left it, so that a
 * bar costs little whatever the period. NaN while a NaN is in the window.
 */
class ExtremeKernel implements IndicatorKernel {
  readonly result = new Float64Array([Number.NaN]);
  readonly #window: RollingWindow;
  readonly #sign: 1 | -1;
  #best = Number.NaN;
  /** Bars since the extreme, and since the last NaN. */
  #bestAge = 0;
  #nanAge = Number.POSITIVE_INFINITY;
  #nextValue = Number.NaN;
  #nextBest = Number.NaN;
  #nextBestAge = 0;
  #nextNanAge = Number.POSITIVE_INFINITY;

  constructor(timePeriod: number, sign: 1 | -1) {
    this.#window = new RollingWindow(timePeriod);
    this.#sign = sign;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    const period = this.#window.values.length;
    this.#nextValue = value;
    this.#nextNanAge = value === value ? this.#nanAge + 1 : 0;
    this.#nextBestAge = this.#bestAge + 1;
    this.#nextBest = this.#best;
    if (this.#isBetter(value, this.#best)) {
      this.#nextBest = value;
      this.#nextBestAge = 0;
    } else if (this.#nextBestAge >= period) this.#search(value);
    this.result[0] = this.#window.isComplete && this.#nextNanAge >= period ? this.#nextBest : Number.NaN;
  }

  /** A number is better than none, and an equal one that stays longer is better too. */
  #isBetter(value: number, than: number): boolean {
    return value === value && !(value * this.#sign < than * this.#sign);
  }

  /** Finds the extreme anew, from the newest value back to the oldest that stays. */
  #search(newest: number): void {
    const { values, position } = this.#window;
    this.#nextBest = newest;
    this.#nextBestAge = 0;
    for (let age = 1; age < values.length; age++) {
      const value = values[position - age < 0 ? position - age + values.length : position - age]!;
      if (!(value * this.#sign > this.#nextBest * this.#sign) && this.#nextBest === this.#nextBest) continue;
      this.#nextBest = value;
      this.#nextBestAge = age;
    }
  }

  commit(): void {
    this.#window.push(this.#nextValue);
    this.#best = this.#nextBest;
    this.#bestAge = this.#nextBestAge;
    this.#nanAge = this.#nextNanAge;
  }

  save(): KernelState {
    return toState([this.#best, this.#bestAge, Number.isFinite(this.#nanAge) ? this.#nanAge : Number.NaN, ...this.#window.save()]);
  }

  load(state: KernelState): void {
    this.#best = fromState(state, 0);
    this.#bestAge = fromState(state, 1);
    this.#nanAge = state[2] ?? Number.POSITIVE_INFINITY;
    this.#window.load(state, 3);
  }
}

/** Highest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMax = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, 1), values, out);

/** Lowest of the last `timePeriod` values, this one included. NaN before there are as many, and while a NaN is among them. */
export const computeRollingMin = (values: Float64Array, timePeriod: number, out?: Float64Array): Float64Array =>
  runKernel(new ExtremeKernel(timePeriod, -1), values, out);

const defineExtreme = (name: string, word: string, sign: 1 | -1): IndicatorDefinition =>
  defineIndicator({
    info: {
      name,
      title: `${word} value`,
      group: 'Statistics',
      inputs: ['close'],
      params: [timePeriodParam(30)],
      outputs: [{ name: 'real', pane: 'price', style: 'line' }],
      description: `${word} of the last bars, this one included.`,
      source: `TA-Lib ${name.toUpperCase()}`,
    },
    warmup: ({ timePeriod }) => timePeriod! - 1,
    createKernel: ({ timePeriod }) => new ExtremeKernel(timePeriod!, sign),
  });

export const max = defineExtreme('max', 'Highest', 1);
export const min = defineExtreme('min', 'Lowest', -1);
