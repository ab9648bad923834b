import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { periodParam } from '../../params.ts';

/** Whether the value in the middle is beyond all others either side; never while a NaN is among them. */
function isPeak(values: History, side: number, sign: 1 | -1): boolean {
  const middle = values.back(side) * sign;
  for (let i = 0; i <= 2 * side; i++) if (i !== side && !(values.back(i) * sign < middle)) return false;
  return true;
}

/** Highs above, and lows below, those of the bars either side. The memory holds the last of each. */
class FractalsKernel extends PartsKernel {
  readonly #highs: History;
  readonly #lows: History;
  readonly #side: number;

  constructor(side: number) {
    const [highs, lows] = [new History(2 * side), new History(2 * side)];
    super(4, [highs, lows], [Number.NaN, Number.NaN]);
    this.#highs = highs;
    this.#lows = lows;
    this.#side = side;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    this.#highs.put(high);
    this.#lows.put(low);
    const isUp = isPeak(this.#highs, this.#side, 1);
    const isDown = isPeak(this.#lows, this.#side, -1);
    coming[0] = isUp ? this.#highs.back(this.#side) : past[0]!;
    coming[1] = isDown ? this.#lows.back(this.#side) : past[1]!;
    const isGood = high === high && low === low;
    result[0] = isGood ? coming[0] : Number.NaN;
    result[1] = isGood ? coming[1] : Number.NaN;
    result[2] = isUp ? coming[0] : Number.NaN;
    result[3] = isDown ? coming[1] : Number.NaN;
  }
}

/** Told at the bar that confirms them, `side` bars after the extreme. Equal highs make none (Williams); TradingView lets the older ones be equal. */
export const fractals = defineIndicator({
  info: {
    name: 'fractals',
    title: 'Williams fractals',
    group: 'Levels',
    inputs: ['high', 'low'],
    params: [periodParam('side', 'Bars either side', 2, 1)].map((param) => ({ ...param, max: 1_000 })),
    outputs: [overPrices('resistance'), overPrices('support'), overPrices('up', 'dots'), overPrices('down', 'dots')],
    description: 'Highs above their neighbours and lows below them, told when the neighbours are known; and the last of each.',
    source: 'B. Williams, Trading Chaos (1995)',
  },
  traits: { isSparse: true },
  warmup: ({ side }) => 2 * side!,
  createKernel: ({ side }) => new FractalsKernel(side!),
});
