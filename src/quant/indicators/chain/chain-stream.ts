import type { BarColumns } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { createIndicatorStream, type IndicatorStream } from '../indicator-stream.ts';
import type { IndicatorChain } from './resolve-chain.ts';

/** The figures of one bar. */
export type ChainBar = Readonly<Record<keyof BarColumns, number>>;

/** What is known of other instruments at a bar (`barAsOf`); one that is not there has no value. */
export type OtherBars = ReadonlyMap<InstrumentId, ChainBar>;
const nobody: OtherBars = new Map();

/** How far the stream of an indicator is: no bar had all inputs, the bar begun last is the first that had, or it lies behind. */
const beginnings = { none: 0, now: 1, before: 2 } as const;

/**
 * A chain fed bar by bar: `add` begins a bar, `replace` changes the one begun last. The values are those of `computeChain` over the same
 * bars, bit for bit. The array that is given is reused by the next call.
 */
export class ChainStream {
  readonly #chain: IndicatorChain;
  readonly #below: readonly (ChainStream | null)[];
  readonly #values: number[];
  readonly #nothing: Float64Array;
  #stream: IndicatorStream;
  #begun: number = beginnings.none;

  constructor(chain: IndicatorChain) {
    this.#chain = chain;
    this.#below = chain.inputs.map((one) => (typeof one !== 'string' && 'chain' in one ? new ChainStream(one.chain) : null));
    this.#values = chain.inputs.map(() => 0);
    this.#nothing = new Float64Array(chain.definition.info.outputs.length).fill(Number.NaN);
    this.#stream = createIndicatorStream(chain.definition, chain.params);
  }

  add(bar: ChainBar, others = nobody): Float64Array {
    return this.#take(bar, others, true);
  }

  replace(bar: ChainBar, others = nobody): Float64Array {
    return this.#take(bar, others, false);
  }

  #take(bar: ChainBar, others: OtherBars, isNew: boolean): Float64Array {
    const hasAll = this.#read(bar, others, isNew);
    if (this.#begun === beginnings.none) return hasAll ? this.#begin() : this.#nothing;
    if (isNew) {
      this.#begun = beginnings.before;
      return this.#stream.add(this.#values);
    }
    if (hasAll || this.#begun === beginnings.before) return this.#stream.replace(this.#values);
    // The forming bar was the first with all inputs, and has them no more.
    this.#stream = createIndicatorStream(this.#chain.definition, this.#chain.params);
    this.#begun = beginnings.none;
    return this.#nothing;
  }

  #begin(): Float64Array {
    this.#begun = beginnings.now;
    return this.#stream.add(this.#values);
  }

  /** Reads the inputs; whether each that another indicator makes, or another instrument has, is there. */
  #read(bar: ChainBar, others: OtherBars, isNew: boolean): boolean {
    const { inputs } = this.#chain;
    let hasAll = true;
    for (let k = 0; k < inputs.length; k++) {
      const input = inputs[k]!;
      if (typeof input === 'string') {
        this.#values[k] = bar[input];
        continue;
      }
      const value = 'chain' in input ? this.#below[k]!.#take(bar, others, isNew)[input.output]! : (others.get(input.instrumentId)?.[input.column] ?? Number.NaN);
      this.#values[k] = value;
      if (!Number.isFinite(value)) hasAll = false;
    }
    return hasAll;
  }
}
