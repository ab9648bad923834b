import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';

/** Something that remembers what it was shown last, and can say what it remembers. */
export interface KernelPart {
  commit(): void;
  save(): KernelState;
  load(state: KernelState): void;
}

/**
 * A kernel that remembers a few numbers and is made of parts. `evaluate` reads `past` and the parts, and writes every slot of
 * `coming`; a commit makes what was coming the past. All of it lies in one piece of memory: outputs, past, coming, and the bar that is
 * forming, for kernels that read it from there.
 */
export abstract class PartsKernel implements IndicatorKernel {
  readonly result: Float64Array;
  protected readonly memory: Float64Array;
  protected past: Float64Array;
  protected coming: Float64Array;
  /** Values of the bar that is forming; behind them 1 where there is one. */
  protected readonly forming: Float64Array;
  readonly #parts: readonly KernelPart[];

  /** @param outputs how many; @param parts what it is made of; @param numbers what it remembers before the first bar; @param inputs how many, where it keeps the bar that is forming. */
  constructor(outputs: number, parts: readonly KernelPart[] = [], numbers: readonly number[] = [], inputs = 0) {
    const coming = outputs + numbers.length;
    const forming = coming + numbers.length;
    this.memory = new Float64Array(forming + inputs + 1);
    this.#parts = parts;
    this.result = this.memory.subarray(0, outputs).fill(Number.NaN);
    this.past = this.memory.subarray(outputs, coming);
    this.coming = this.memory.subarray(coming, forming);
    this.forming = this.memory.subarray(forming);
    this.past.set(numbers);
    this.coming.set(numbers);
  }

  abstract evaluate(inputs: readonly Float64Array[], index: number): void;

  commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
    for (let i = 0; i < this.#parts.length; i++) this.#parts[i]!.commit();
  }

  save(): KernelState {
    const state = toState(this.past);
    for (const part of this.#parts) {
      const saved = part.save();
      state.push(saved.length);
      for (const value of saved) state.push(value);
    }
    return state;
  }

  load(state: KernelState): void {
    for (let i = 0; i < this.past.length; i++) this.past[i] = fromState(state, i);
    let at = this.past.length;
    for (const part of this.#parts) {
      const length = fromState(state, at);
      part.load(state.slice(at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
}

/** A kernel over one series, which other kernels can be made of. */
export abstract class SeriesKernel extends PartsKernel {
  constructor(parts: readonly KernelPart[] = [], numbers: readonly number[] = [], inputs = 0) {
    super(1, parts, numbers, inputs);
  }

  /** The output if this value comes next; NaN where there is none yet. */
  abstract peek(value: number): number;

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.result[0] = this.peek(inputs[0]![index]!);
  }
}
