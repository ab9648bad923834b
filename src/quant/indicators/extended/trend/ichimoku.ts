import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { cloudBetween, overPrices } from '../../outputs.ts';
import { periodParam } from '../../params.ts';
import { ExtremeKernel } from '../../rolling-extremes.ts';

/** Middle between the highest high and the lowest low of a window. */
class MidRange extends PartsKernel {
  readonly #highest: ExtremeKernel;
  readonly #lowest: ExtremeKernel;

  constructor(period: number) {
    const highest = new ExtremeKernel(period, 1);
    const lowest = new ExtremeKernel(period, -1);
    super(1, [highest, lowest]);
    this.#highest = highest;
    this.#lowest = lowest;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.result[0] = (this.#highest.peek(inputs[0]![index]!) + this.#lowest.peek(inputs[1]![index]!)) / 2;
  }
}

/** Four middles of ranges; the two spans may come late by the displacement, as they are drawn. NaN while a NaN is in a window. */
class IchimokuKernel extends PartsKernel {
  readonly #middles: readonly MidRange[];
  readonly #spanA: History;
  readonly #spanB: History;
  readonly #displacement: number;

  constructor({ conversion, base, span, displacement }: IndicatorParams) {
    const middles = [conversion!, base!, span!].map((period) => new MidRange(period));
    const [spanA, spanB] = [new History(displacement!), new History(displacement!)];
    super(4, [...middles, spanA, spanB]);
    this.#middles = middles;
    this.#spanA = spanA;
    this.#spanB = spanB;
    this.#displacement = displacement!;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { result } = this;
    for (let k = 0; k < 3; k++) this.#middles[k]!.evaluate(inputs, index);
    result[0] = this.#middles[0]!.result[0]!;
    result[1] = this.#middles[1]!.result[0]!;
    this.#spanA.put((result[0] + result[1]) / 2);
    this.#spanB.put(this.#middles[2]!.result[0]!);
    result[2] = this.#spanA.back(this.#displacement);
    result[3] = this.#spanB.back(this.#displacement);
  }
}

/**
 * Undisplaced by default: the spans are those known at this bar (technicalindicators). With `displacement` 26 they are those of 26
 * bars before, which is the cloud that a chart draws at this bar. The lagging span is the close itself, drawn back: as a value
 * at a past bar it would be the future, so it is not an output.
 */
export const ichimoku = defineIndicator({
  info: {
    name: 'ichimoku',
    title: 'Ichimoku cloud',
    group: 'Trend',
    inputs: ['high', 'low'],
    params: [
      periodParam('conversion', 'Bars of the conversion line', 9, 1), periodParam('base', 'Bars of the base line', 26, 1),
      periodParam('span', 'Bars of span B', 52, 1), { name: 'displacement', title: 'Bars by which the spans come late', default: 0, min: 0, max: 1_000, isInteger: true },
    ],
    outputs: [overPrices('conversion'), overPrices('base'), overPrices('spanA', 'band'), overPrices('spanB', 'band')],
    fills: [cloudBetween('spanA', 'spanB')],
    description: 'Middles of the range over short, medium and long windows; the two spans make the cloud.',
    source: 'G. Hosoda (1969); values of technicalindicators 3.1 IchimokuCloud',
  },
  traits: { beginsApart: true },
  warmup: ({ conversion, base, span, displacement }) => Math.max(conversion!, base!, span!) - 1 + displacement!,
  createKernel: (params) => new IchimokuKernel(params),
});
