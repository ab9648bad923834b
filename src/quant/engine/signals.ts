import type { BarColumns } from '../../contract/model/bar.ts';
import type { ColumnSource } from './strategy.ts';

/**
 * What a strategy asks for on the close of a bar, by what it then holds; bits that may be added up. Every order is a market order of the
 * run's own size, as `c.buy()` without options.
 */
export const intent = {
  buyWhenFlat: 1,
  sellWhenFlat: 2,
  buyWhenHolding: 4,
  sellWhenHolding: 8,
  closeWhenHolding: 16,
  closeWhenLong: 32,
  closeWhenShort: 64,
} as const;

/** What of an intent counts with so much held: nothing of what is for another side, or for none. */
export const intentFor = (bits: number, held: number): number => bits & (held === 0 ? flatBits : held > 0 ? holdingBits | intent.closeWhenLong : holdingBits | intent.closeWhenShort);

/** The ways to ask for a close. */
export const closeIntent = intent.closeWhenHolding | intent.closeWhenLong | intent.closeWhenShort;

const flatBits = intent.buyWhenFlat | intent.sellWhenFlat;
const holdingBits = intent.buyWhenHolding | intent.sellWhenHolding | intent.closeWhenHolding;

/** Buys whatever it holds, as a plain `c.buy()`. */
export const buyIntent = intent.buyWhenFlat | intent.buyWhenHolding;
/** Sells whatever it holds, as a plain `c.sell()`. */
export const sellIntent = intent.sellWhenFlat | intent.sellWhenHolding;

/** Bars as whole columns, and columns computed from them, each of them once however many strategies ask. */
export type SignalColumns = {
  readonly bars: BarColumns;
  /**
   * A column by a name that says everything it depends on (`sma close 20`). The first value of every column that was asked for is there
   * before the first intent counts, as with the indicators of a strategy that is asked bar by bar.
   */
  column(name: string, source: ColumnSource): Float64Array;
};

/** The intents of one set of parameters over all bars: those of a bar depend on no later one. */
export class SignalList {
  /** Bars with an intent, ascending; the first `count` places count. */
  readonly bars: Int32Array;
  readonly intents: Uint8Array;
  count = 0;

  constructor(capacity: number) {
    this.bars = new Int32Array(capacity);
    this.intents = new Uint8Array(capacity);
  }

  /** Adds the intent of a bar; bars come in ascending order, each at most once. */
  add(bar: number, intentBits: number): void {
    const { count } = this;
    this.bars[count] = bar;
    this.intents[count] = intentBits;
    this.count = count + 1;
  }
}

/** Adds an intent wherever one column crosses another: strictly on the other side on the previous bar, strictly beyond now. */
export function addCrossings(list: SignalList, a: Float64Array, b: Float64Array, above: number, below: number): void {
  let before = Number.NaN;
  for (let i = 0; i < a.length; i++) {
    const now = a[i] - b[i];
    if (now > 0) {
      if (before < 0) list.add(i, above);
    } else if (now < 0 && before > 0) list.add(i, below);
    before = now;
  }
}
