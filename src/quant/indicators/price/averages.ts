import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { overPrices } from '../outputs.ts';

/** A mean of prices of one bar, each counting as often as its weight says. */
class PriceKernel extends PartsKernel {
  readonly #weights: readonly number[];
  readonly #divisor: number;

  constructor(weights: readonly number[]) {
    super(1);
    this.#weights = weights;
    this.#divisor = weights.reduce((sum, weight) => sum + weight, 0);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    let sum = 0;
    for (let k = 0; k < inputs.length; k++) sum += inputs[k]![index]! * this.#weights[k]!;
    this.result[0] = sum / this.#divisor;
  }
}

const definePrice = (name: string, title: string, description: string, weights: Readonly<Partial<Record<IndicatorInfo['inputs'][number], number>>>): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description,
      group: 'Prices',
      inputs: Object.keys(weights) as IndicatorInfo['inputs'],
      params: [],
      outputs: [overPrices()],
      source: `TA-Lib ${name.toUpperCase()}`,
    },
    warmup: () => 0,
    createKernel: () => new PriceKernel(Object.values(weights)),
  });

export const avgprice = definePrice('avgprice', 'Average price', 'Mean of open, high, low and close.', { open: 1, high: 1, low: 1, close: 1 });
export const medprice = definePrice('medprice', 'Median price', 'Middle of high and low.', { high: 1, low: 1 });
export const typprice = definePrice('typprice', 'Typical price', 'Mean of high, low and close.', { high: 1, low: 1, close: 1 });
export const wclprice = definePrice('wclprice', 'Weighted close price', 'Mean of high, low and close, the close counting twice.', { high: 1, low: 1, close: 2 });
