import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { periodParam } from '../../params.ts';

const places = [1, 2, 3, 4] as const;
const longest = (params: IndicatorParams, name: string): number => Math.max(...places.map((k) => params[`${name}${k}`]!));

/** Averages of four rates of change, the longer the heavier. NaN while a NaN is in a window. */
class KstKernel extends PartsKernel {
  readonly #values: History;
  readonly #periods: readonly number[];
  readonly #averages: readonly SmaKernel[];
  readonly #signal: SmaKernel;

  constructor(params: IndicatorParams) {
    const values = new History(longest(params, 'roc'));
    const averages = places.map((k) => new SmaKernel(params[`sma${k}`]!));
    const signal = new SmaKernel(params['signalPeriod']!);
    super(2, [values, ...averages, signal]);
    this.#values = values;
    this.#periods = places.map((k) => params[`roc${k}`]!);
    this.#averages = averages;
    this.#signal = signal;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    this.#values.put(value);
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const before = this.#values.back(this.#periods[k]!);
      sum += (k + 1) * this.#averages[k]!.peek(before === 0 ? 0 : 100 * ((value - before) / before));
    }
    this.result[0] = sum;
    this.result[1] = this.#signal.peek(sum);
  }
}

/** Rates of change in percent (Pring, TradingView); TTR's KST takes logarithms. A rate from a price of 0 counts as 0. */
export const kst = defineIndicator({
  info: {
    name: 'kst',
    title: 'Know sure thing',
    group: 'Momentum',
    inputs: ['close'],
    params: [
      ...[10, 15, 20, 30].map((bars, i) => periodParam(`roc${i + 1}`, `Bars of rate of change ${i + 1}`, bars, 1)),
      ...[10, 10, 10, 15].map((bars, i) => periodParam(`sma${i + 1}`, `Bars of average ${i + 1}`, bars, 1)),
      periodParam('signalPeriod', 'Bars of the signal', 9, 1),
    ],
    outputs: [inOwnPane('kst'), inOwnPane('signal')],
    description: 'Four rates of change, each smoothed, the longer ones counting more.',
    source: 'M. Pring, Summed Rate of Change (KST), Stocks & Commodities 9/1992',
  },
  traits: { beginsApart: true, isRelative: true },
  warmup: (params) => Math.max(...places.map((k) => params[`roc${k}`]! + params[`sma${k}`]! - 1)) + params['signalPeriod']! - 1,
  createKernel: (params) => new KstKernel(params),
});
