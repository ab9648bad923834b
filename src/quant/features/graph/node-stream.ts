import { History, type IndicatorKernel, type KernelState } from '../../indicators/index.ts';
import type { InputName } from '../feature-columns.ts';
import { closureOf, type Node } from './graph.ts';
import { mapInto } from './map-into.ts';

/** What a stream of nodes remembers, as JSON: for each node with a memory its own. */
export type NodeStreamState = readonly KernelState[];

/** Nodes bar by bar, with the values of the batch bit for bit: a bar is looked at as often as it changes, and then committed. */
export class NodeStream {
  /** A column of one bar for each node, by its id. */
  readonly #cells = new Map<number, Float64Array>();
  readonly #steps: readonly Step[];
  readonly #inputs: readonly { readonly cell: Float64Array; readonly name: InputName }[];

  /** @param roots cross-sectional nodes are not among them. */
  constructor(roots: readonly Node[]) {
    const order = closureOf(roots);
    for (const node of order) this.#cells.set(node.id, new Float64Array(1).fill(node.kind === 'constant' ? node.value : Number.NaN));
    this.#inputs = order.flatMap((node) => (node.kind === 'input' ? [{ cell: this.#cellOf(node), name: node.name }] : []));
    const kernels = new Map<number, KernelStep>();
    this.#steps = order.flatMap((node) => this.#toStep(node, kernels));
  }

  /** Value of a node at the bar looked at last. */
  valueOf(node: Node): number {
    return this.#cellOf(node)[0]!;
  }

  /** Looks at a bar without remembering it. */
  evaluate(inputOf: (name: InputName) => number): void {
    for (const { cell, name } of this.#inputs) cell[0] = inputOf(name);
    for (const step of this.#steps) step.evaluate();
  }

  /** Remembers the bar looked at last. */
  commit(): void {
    for (const step of this.#steps) step.commit?.();
  }

  save(): NodeStreamState {
    return this.#steps.flatMap((step) => (step.save === undefined ? [] : [step.save()]));
  }

  load(state: NodeStreamState): void {
    let at = 0;
    for (const step of this.#steps) if (step.load !== undefined) step.load(state[at++] ?? []);
  }

  #cellOf(node: Node): Float64Array {
    return this.#cells.get(node.id)!;
  }

  #toStep(node: Node, kernels: Map<number, KernelStep>): Step[] {
    const of = node.of.map((one) => this.#cellOf(one));
    const cell = this.#cellOf(node);
    if (node.kind === 'lag') return [new LagStep(of[0]!, node.bars, cell)];
    if (node.kind === 'map') return [{ evaluate: () => mapInto(node.formula, of, cell) }];
    if (node.kind === 'kernel') {
      const step = new KernelStep(node.source.create(), of);
      kernels.set(node.id, step);
      return [step];
    }
    if (node.kind !== 'output') return [];
    const kernel = kernels.get(node.of[0]!.id)!;
    return [{ evaluate: () => void (cell[0] = kernel.output(node.index)) }];
  }
}

interface Step {
  evaluate(): void;
  commit?(): void;
  save?(): KernelState;
  load?(state: KernelState): void;
}

class LagStep implements Step {
  readonly #of: Float64Array;
  readonly #bars: number;
  readonly #cell: Float64Array;
  readonly #history: History;

  constructor(of: Float64Array, bars: number, cell: Float64Array) {
    this.#of = of;
    this.#bars = bars;
    this.#cell = cell;
    this.#history = new History(bars);
  }

  evaluate(): void {
    this.#history.put(this.#of[0]!);
    this.#cell[0] = this.#history.back(this.#bars);
  }

  commit(): void {
    this.#history.commit();
  }

  save(): KernelState {
    return this.#history.save();
  }

  load(state: KernelState): void {
    this.#history.load(state);
  }
}

class KernelStep implements Step {
  readonly #kernel: IndicatorKernel;
  readonly #of: readonly Float64Array[];
  /** It has been shown a bar before. */
  #hasBegun = false;
  /** It was shown the bar looked at last. */
  #isShown = false;

  constructor(kernel: IndicatorKernel, of: readonly Float64Array[]) {
    this.#kernel = kernel;
    this.#of = of;
  }

  /** An output at the bar looked at last. */
  output(index: number): number {
    const value = this.#isShown ? this.#kernel.result[index]! : Number.NaN;
    return value - value === 0 ? value : Number.NaN;
  }

  evaluate(): void {
    this.#isShown = this.#hasBegun || this.#of.every((cell) => !Number.isNaN(cell[0]));
    if (this.#isShown) this.#kernel.evaluate(this.#of, 0);
  }

  commit(): void {
    if (!this.#isShown) return;
    this.#kernel.commit();
    this.#hasBegun = true;
  }

  save(): KernelState {
    return [this.#hasBegun ? 1 : 0, ...this.#kernel.save()];
  }

  load(state: KernelState): void {
    this.#hasBegun = state[0] === 1;
    if (this.#hasBegun) this.#kernel.load(state.slice(1));
  }
}
