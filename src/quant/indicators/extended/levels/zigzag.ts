import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane, overPrices } from '../../outputs.ts';

/** Slots of the memory: the leg (1 up, -1 down, 0 not known), its highest high and lowest low, and the bars since each came. */
const leg = 0;
const highest = 1;
const lowest = 2;
const sinceHighest = 3;
const sinceLowest = 4;
/** Price of the last swing that is certain, and the bars since it. */
const swing = 5;
const sinceSwing = 6;

/** Swings by a share of the price. A bar with a NaN has no value and is left out. */
class ZigzagKernel extends PartsKernel {
  readonly #up: number;
  readonly #down: number;

  constructor(percent: number) {
    super(3, [], [0, Number.NaN, Number.NaN, 0, 0, Number.NaN, 0]);
    this.#up = 1 + percent / 100;
    this.#down = 1 - percent / 100;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const [high, low] = [inputs[0]![index]!, inputs[1]![index]!];
    coming.set(past);
    result.fill(Number.NaN);
    coming[sinceHighest]! += 1;
    coming[sinceLowest]! += 1;
    coming[sinceSwing]! += 1;
    if (high !== high || low !== low) return;
    // The leg's own extreme is moved on before its end is looked for: of a bar that does both, the first is supposed to be first.
    if (past[leg] !== -1) this.#goUp(high, low);
    if (past[leg] !== 1 && coming[leg] !== 1) this.#goDown(high, low);
    result[0] = coming[swing]!;
    if (coming[leg] === 0) return;
    result[1] = coming[leg]!;
    result[2] = coming[sinceSwing]!;
  }

  /** While the leg is up, or not known: a higher high, else a fall that makes the last high a swing. */
  #goUp(high: number, low: number): void {
    const { coming } = this;
    if (!(high <= coming[highest]!)) {
      coming[highest] = high;
      coming[sinceHighest] = 0;
    } else if (low < coming[highest]! && low <= coming[highest]! * this.#down) {
      coming[leg] = -1;
      coming[swing] = coming[highest]!;
      coming[sinceSwing] = coming[sinceHighest]!;
      coming[lowest] = low;
      coming[sinceLowest] = 0;
    }
  }

  /** The same of a leg that is down. */
  #goDown(high: number, low: number): void {
    const { coming, past } = this;
    if (coming[leg] === -1 && past[leg] !== -1) return;
    if (!(low >= coming[lowest]!)) {
      coming[lowest] = low;
      coming[sinceLowest] = 0;
    } else if (high > coming[lowest]! && high >= coming[lowest]! * this.#up) {
      coming[leg] = 1;
      coming[swing] = coming[lowest]!;
      coming[sinceSwing] = coming[sinceLowest]!;
      coming[highest] = high;
      coming[sinceHighest] = 0;
    }
  }
}

/**
 * Says only what is certain: `swing` is the price of the last turn, from the bar on that confirms it, and `bars` how long ago that
 * turn was. Drawings that join the turns themselves (TTR ZigZag) know the future at each of them. Of a bar that both goes on and
 * turns, the going on counts, and the turn must come in a later bar.
 */
export const zigzag = defineIndicator({
  info: {
    name: 'zigzag',
    title: 'ZigZag (confirmed swings)',
    group: 'Levels',
    inputs: ['high', 'low'],
    params: [{ name: 'percent', title: 'Percent that make a turn', default: 5, min: 0.01, max: 99, isInteger: false }],
    outputs: [overPrices('swing'), inOwnPane('direction'), inOwnPane('bars')],
    description: 'The last high or low after which prices turned by so many percent, known once they have; and the direction since.',
    source: 'A. A. Merrill, Filtered Waves (1977), without what is not certain yet',
  },
  traits: { isSparse: true, isRelative: true },
  warmup: () => 1,
  createKernel: ({ percent }) => new ZigzagKernel(percent!),
});
