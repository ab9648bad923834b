import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { periodParam } from '../../params.ts';

const names = ['jaw', 'teeth', 'lips'] as const;

/** Three smoothed averages of middle prices, each late by its shift. A bar with a NaN has no value, and makes them begin anew after it. */
class AlligatorKernel extends PartsKernel {
  readonly #averages: readonly EmaKernel[];
  readonly #values: readonly History[];
  readonly #shifts: readonly number[];

  constructor(params: IndicatorParams) {
    const averages = names.map((name) => new EmaKernel(params[`${name}Period`]!, 1 / params[`${name}Period`]!));
    const values = names.map((name) => new History(params[`${name}Shift`]!));
    super(3, [...averages, ...values]);
    this.#averages = averages;
    this.#values = values;
    this.#shifts = names.map((name) => params[`${name}Shift`]!);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const middle = (inputs[0]![index]! + inputs[1]![index]!) / 2;
    for (let k = 0; k < 3; k++) {
      this.#values[k]!.put(this.#averages[k]!.peek(middle));
      this.result[k] = middle === middle ? this.#values[k]!.back(this.#shifts[k]!) : Number.NaN;
    }
  }
}

const shiftParam = (name: string, byDefault: number) => ({ name: `${name}Shift`, title: `Bars by which the ${name} come late`, default: byDefault, min: 0, max: 1_000, isInteger: true });

/** Drawn shifted to the right, so each value here is one of some bars before: what a chart shows at the bar. */
export const alligator = defineIndicator({
  info: {
    name: 'alligator',
    title: 'Williams alligator',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [
      periodParam('jawPeriod', 'Bars of the jaw', 13, 1), shiftParam('jaw', 8), periodParam('teethPeriod', 'Bars of the teeth', 8, 1), shiftParam('teeth', 5),
      periodParam('lipsPeriod', 'Bars of the lips', 5, 1), shiftParam('lips', 3),
    ],
    outputs: [overPrices('jaw'), overPrices('teeth'), overPrices('lips')],
    description: 'Three smoothed averages set back in time: together they sleep, apart they eat with the trend.',
    source: 'B. Williams, Trading Chaos (1995)',
  },
  traits: { beginsApart: true },
  warmup: (params) => Math.max(...names.map((name) => params[`${name}Period`]! - 1 + params[`${name}Shift`]!)),
  createKernel: (params) => new AlligatorKernel(params),
});
