import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { RsiKernel } from '../../momentum/rsi.ts';
import { fillBetween, inOwnPane } from '../../outputs.ts';
import { SmaKernel } from '../../overlap/sma.ts';
import { periodParam } from '../../params.ts';
import { RollingVariance } from '../../rolling-variance.ts';

/** A smoothed RSI with a signal, and Bollinger bands round the RSI. A NaN makes it begin anew once it has left the windows. */
class TradersDynamicIndexKernel extends PartsKernel {
  readonly #strength: RsiKernel;
  readonly #price: SmaKernel;
  readonly #signal: SmaKernel;
  readonly #middle: SmaKernel;
  readonly #variance: RollingVariance;
  readonly #deviations: number;

  constructor({ rsiPeriod, pricePeriod, signalPeriod, bandPeriod, deviations }: IndicatorParams) {
    const strength = new RsiKernel(rsiPeriod!);
    const [price, signal, middle] = [new SmaKernel(pricePeriod!), new SmaKernel(signalPeriod!), new SmaKernel(bandPeriod!)];
    const variance = new RollingVariance(bandPeriod!);
    super(5, [strength, price, signal, middle, variance]);
    this.#strength = strength;
    this.#price = price;
    this.#signal = signal;
    this.#middle = middle;
    this.#variance = variance;
    this.#deviations = deviations!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    const strength = this.#strength.peek(inputs[0]![index]!);
    const middle = this.#middle.peek(strength);
    const band = this.#deviations * Math.sqrt(this.#variance.peek(strength));
    result[0] = this.#price.peek(strength);
    result[1] = this.#signal.peek(strength);
    result[2] = middle + band;
    result[3] = middle;
    result[4] = middle - band;
  }
}

/** Deviations are population ones. Not to be taken for Pee's trend detection index (`tdi`). */
export const tradersDynamicIndex = defineIndicator({
  info: {
    name: 'traders_dynamic_index',
    title: 'Traders dynamic index',
    group: 'Momentum',
    inputs: ['close'],
    params: [
      periodParam('rsiPeriod', 'Bars of the RSI', 13), periodParam('pricePeriod', 'Bars of its price line', 2, 1), periodParam('signalPeriod', 'Bars of its signal', 7, 1),
      periodParam('bandPeriod', 'Bars of its bands', 34), { name: 'deviations', title: 'Deviations to the bands', default: 1.6185, min: 0, max: 100, isInteger: false },
    ],
    outputs: [inOwnPane('price'), inOwnPane('signal'), inOwnPane('upper', 'band'), inOwnPane('middle'), inOwnPane('lower', 'band')],
    fills: [fillBetween('upper', 'lower')],
    description: 'RSI smoothed, with a signal and with bands of its own volatility.',
    source: 'D. Malone, Traders Dynamic Index (2006)',
  },
  traits: { beginsApart: true },
  warmup: ({ rsiPeriod, pricePeriod, signalPeriod, bandPeriod }) => rsiPeriod! + Math.max(pricePeriod!, signalPeriod!, bandPeriod!) - 1,
  createKernel: (params) => new TradersDynamicIndexKernel(params),
});
