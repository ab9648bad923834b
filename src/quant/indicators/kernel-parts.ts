import { fromState, toState, type IndicatorKernel, type KernelState } from './kernel.ts';

/** Something that remembers what it was shown last, and can say what it remembers. */
export interface KernelPart {
  commit(): void;
  save(): KernelState;
  load(state: KernelState): void;
}

/**
 * A kernel that remembers a few numbers and is made of parts. `evaluate` reads `past` and the parts, and writes every slot of
 * `coming`; a commit makes what was coming the past.
 */
export abstract class PartsKernel implements IndicatorKernel {
  readonly result: Float64Array;
  protected past: Float64Array;
  protected coming: Float64Array;
  readonly #parts: readonly KernelPart[];

  /** @param outputs how many; @param parts what it is made of; @param memory its numbers before the first bar. */
  constructor(outputs: number, parts: readonly KernelPart[] = [], memory: readonly number[] = []) {
    this.result = new Float64Array(outputs).fill(Number.NaN);
    this.#parts = parts;
    this.past = Float64Array.from(memory);
    this.coming = Float64Array.from(memory);
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
  constructor(parts: readonly KernelPart[] = [], memory: readonly number[] = []) {
    super(1, parts, memory);
  }

  /** The output if this value comes next; NaN where there is none yet. */
  abstract peek(value: number): number;

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.result[0] = this.peek(inputs[0]![index]!);
  }
}
