import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';

/** The memory is open and close of the bar before. A NaN makes it begin anew after it. */
class HeikinAshiKernel extends PartsKernel {
  constructor() {
    super(4, [], [Number.NaN, Number.NaN]);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [open, high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!, inputs[3]![index]!];
    const meanOpen = (past[0]! + past[1]!) / 2;
    const newClose = (open + high + low + close) / 4;
    const newOpen = meanOpen === meanOpen ? meanOpen : (open + close) / 2;
    const isGood = newClose === newClose;
    coming[0] = result[0] = isGood ? newOpen : Number.NaN;
    coming[1] = result[3] = newClose;
    result[1] = isGood ? Math.max(high, newOpen, newClose) : Number.NaN;
    result[2] = isGood ? Math.min(low, newOpen, newClose) : Number.NaN;
  }
}

/** As an indicator the four values of each bar; as bars see `buildHeikinAshiBars`. The first open is the middle of open and close. */
export const heikinAshi = defineIndicator({
  info: {
    name: 'heikin_ashi',
    title: 'Heikin-Ashi',
    group: 'Prices',
    inputs: ['open', 'high', 'low', 'close'],
    params: [],
    outputs: ['open', 'high', 'low', 'close'].map((name) => overPrices(name, 'candles')),
    description: 'Bars averaged so that a trend shows as bars of one colour; their prices are not traded ones.',
    source: 'D. Valcu, Using the Heikin-Ashi Technique, Stocks & Commodities 2/2004',
  },
  warmup: () => 0,
  createKernel: () => new HeikinAshiKernel(),
});
