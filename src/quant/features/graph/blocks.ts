import { blockBars, type Column } from './column.ts';
import type { Formula } from './graph.ts';
import { mapInto } from './map-into.ts';

/** A column block by block: as views of it where it lies in memory, else computed when it is asked for. */
export interface Blocks {
  /** The bars from a block's start to before its end; valid until the next call. */
  at(from: number, to: number): Float64Array;
  /** Whether all bars of the block asked for last have a number. */
  readonly isWhole: boolean;
}

/** A column that lies in memory, as it was some bars ago: nothing is copied, but for the first bars, of which it has none. */
export class ColumnBlocks implements Blocks {
  isWhole = false;
  readonly #column: Column;
  readonly #bars: number;

  constructor(column: Column, bars = 0) {
    this.#column = column;
    this.#bars = bars;
  }

  at(from: number, to: number): Float64Array {
    const { values, whole } = this.#column;
    const first = from - this.#bars;
    const last = to - this.#bars;
    this.isWhole = first >= 0 && whole[Math.floor(first / blockBars)] === 1 && whole[Math.floor((last - 1) / blockBars)] === 1;
    if (first >= 0) return values.subarray(first, last);
    const block = new Float64Array(to - from).fill(Number.NaN);
    if (last > 0) block.set(values.subarray(0, last), -first);
    return block;
  }
}

export class ConstantBlocks implements Blocks {
  readonly isWhole = true;
  readonly #block: Float64Array;

  constructor(value: number) {
    this.#block = new Float64Array(blockBars).fill(value);
  }

  at(from: number, to: number): Float64Array {
    return this.#block.subarray(0, to - from);
  }
}

/** What a formula makes of others: in a block of its own, or in a column where one is given. */
export class MapBlocks implements Blocks {
  isWhole = false;
  readonly #formula: Formula;
  readonly #of: readonly Blocks[];
  readonly #columns: Float64Array[];
  readonly #own: Float64Array | null;
  readonly #target: Column | null;

  constructor(formula: Formula, of: readonly Blocks[], target: Column | null) {
    this.#formula = formula;
    this.#of = of;
    this.#columns = of.map(() => noValues);
    this.#own = target === null ? new Float64Array(blockBars) : null;
    this.#target = target;
  }

  at(from: number, to: number): Float64Array {
    const out = this.#target === null ? this.#own!.subarray(0, to - from) : this.#target.values.subarray(from, to);
    let isWhole = true;
    for (let k = 0; k < this.#of.length; k++) {
      this.#columns[k] = this.#of[k]!.at(from, to);
      isWhole = isWhole && this.#of[k]!.isWhole;
    }
    this.isWhole = mapInto(this.#formula, this.#columns, out, isWhole);
    if (this.#target !== null) this.#target.whole[from / blockBars] = this.isWhole ? 1 : 0;
    return out;
  }
}

const noValues = new Float64Array(0);
