import type { BarColumns } from '../../contract/model/bar.ts';
import type { SignalColumns } from '../engine/signals.ts';
import type { ColumnSource } from '../engine/strategy.ts';

/** Most memory that cached columns take, in bytes; the oldest goes first. */
const usualBudget = 128 * 1024 ** 2;

type Column = { readonly values: Float64Array; readonly gap: number };

/** Columns of one series, shared by all trials over it, each computed once as long as there is room. */
export class ColumnCache implements SignalColumns {
  readonly bars: BarColumns;
  /** First bar on which every column asked for since {@link startTrial} has a value. */
  warmup = 0;
  readonly #columns = new Map<string, Column>();
  readonly #mostColumns: number;
  #computed = 0;

  constructor(bars: BarColumns, budgetBytes = usualBudget) {
    this.bars = bars;
    // Two at least: a strategy compares columns, and what it was just given must not be computed again for that.
    this.#mostColumns = Math.max(2, Math.floor(budgetBytes / (8 * Math.max(1, bars.time.length))));
  }

  /** How many columns were computed so far. */
  get computed(): number {
    return this.#computed;
  }

  startTrial(): void {
    this.warmup = 0;
  }

  column(name: string, source: ColumnSource): Float64Array {
    const column = this.#columns.get(name) ?? this.#compute(name, source);
    if (column.gap > this.warmup) this.warmup = column.gap;
    return column.values;
  }

  #compute(name: string, source: ColumnSource): Column {
    const values = source(this.bars);
    const column = { values, gap: leadingGap(values) };
    this.#computed += 1;
    if (this.#columns.size >= this.#mostColumns) this.#columns.delete(this.#columns.keys().next().value!);
    this.#columns.set(name, column);
    return column;
  }
}

/** Bars at the start of a column without a value; all of them where it never has one. */
function leadingGap(values: Float64Array): number {
  let i = 0;
  while (i < values.length && Number.isNaN(values[i])) i++;
  return i;
}
