/**
 * What a stream does with a bar: `add` remembers the one before it and looks at this one, `replace` looks at it again. Both write the
 * values down in `forming`, and behind them 1: there is a bar. The methods that they are made of are private by their type alone: V8 knows those of
 * a prototype, and looks for a `#method` in the context of its class at each call. Numbers in their fields begin with one: a field that was
 * undefined first is asked at each bar whether it is a number.
 */
export type Ticks = {
  readonly forming: Float64Array;
  readonly add: (values: readonly number[]) => Float64Array;
  readonly replace: (values: readonly number[]) => Float64Array;
};

/** A kernel's memory as JSON: numbers, null for NaN. */
export type KernelState = readonly (number | null)[];

/**
 * The arithmetic of an indicator, one bar at a time: the one definition behind batch and streaming, so that both give the
 * same bits. `evaluate` looks at a bar and leaves the outputs in `result` without remembering it; `commit` remembers the bar
 * evaluated last. A forming bar is evaluated many times and committed once.
 */
export interface IndicatorKernel {
  /**
   * The two calls of a stream in one piece, for what is used most: written out for a kernel, V8 makes one straight function of each, where
   * what all kernels share finds the way anew at every tick. All their numbers lie in typed arrays, and no call on the way passes one, so that
   * none is ever wrapped into an object. The same values as `evaluate` and `commit`.
   */
  createTicks?(): Ticks;
  /** Outputs of the bar evaluated last, in the order of the definition; NaN where there is none yet. */
  readonly result: Float64Array;
  evaluate(inputs: readonly Float64Array[], index: number): void;
  commit(): void;
  save(): KernelState;
  load(state: KernelState): void;
}

/** Numbers as JSON can say them. */
export const toState = (numbers: Iterable<number>): (number | null)[] => Array.from(numbers, (value) => (Number.isNaN(value) ? null : value));

/** The number that was saved at a place; NaN where nothing was. */
export const fromState = (state: KernelState, index: number): number => state[index] ?? Number.NaN;
