import type { ReadyColumns } from '../feature-columns.ts';
import { extentOf, type Extent } from './extent.ts';
import { closureOf, type KernelSource, type Node } from './graph.ts';
import { mapInto } from './map-into.ts';

/**
 * Columns of nodes over whole series, into the caller's. What is needed on the way lies in a few columns that are used again as
 * soon as nobody reads them any more.
 *
 * @param roots cross-sectional nodes are not among them.
 */
export function computeNodes(roots: readonly Node[], columns: ReadyColumns, out: readonly Float64Array[], progress: (share: number) => void = () => {}): void {
  const work = new Work(roots, columns, out);
  work.run(progress);
}

class Work {
  readonly #roots: readonly Node[];
  readonly #columns: ReadyColumns;
  readonly #out: readonly Float64Array[];
  readonly #order: readonly Node[];
  readonly #count: number;
  /** Columns of each node by id: one, of a kernel one for each output. */
  readonly #values = new Map<number, readonly Float64Array[]>();
  readonly #extents = new Map<number, Extent>();
  /** How many still read a node. */
  readonly #readers = new Map<number, number>();
  readonly #free: Float64Array[] = [];
  /** Columns that are the caller's, by the node and the output that they hold. */
  readonly #targets = new Map<string, Float64Array>();

  constructor(roots: readonly Node[], columns: ReadyColumns, out: readonly Float64Array[]) {
    this.#roots = roots;
    this.#columns = columns;
    this.#out = out;
    this.#count = columns.time.length;
    this.#order = closureOf(roots);
    for (const node of this.#order) for (const read of node.of) this.#addReader(read);
    for (const root of roots) this.#addReader(root);
    roots.forEach((root, i) => {
      const [kernel] = root.of;
      const key = root.kind === 'output' && kernel !== undefined ? keyOf(kernel, root.index) : keyOf(root, 0);
      if (root.kind !== 'input' && !this.#targets.has(key)) this.#targets.set(key, out[i]!);
    });
  }

  run(progress: (share: number) => void): void {
    this.#order.forEach((node, k) => {
      this.#compute(node);
      for (const read of node.of) this.#release(read);
      progress((k + 1) / this.#order.length);
    });
    this.#roots.forEach((root, i) => {
      const [values] = this.#columnsOf(root);
      if (values !== this.#out[i]) this.#out[i]!.set(values!);
    });
  }

  #compute(node: Node): void {
    if (node.kind === 'input') this.#values.set(node.id, [this.#columns[node.name]]);
    else if (node.kind === 'output') this.#values.set(node.id, [this.#columnsOf(node.of[0]!)[node.index]!]);
    else if (node.kind === 'kernel') {
      const outputs = Array.from({ length: node.source.outputs }, (_, index) => this.#take(node, index));
      this.#values.set(node.id, outputs);
      this.#runKernel(node.source, node.of, outputs);
    } else {
      const target = this.#take(node, 0);
      this.#values.set(node.id, [target]);
      if (node.kind === 'constant') target.fill(node.value);
      else if (node.kind === 'lag') shift(this.#columnsOf(node.of[0]!)[0]!, node.bars, target);
      else if (node.kind === 'map') mapInto(node.formula, node.of.map((one) => this.#columnsOf(one)[0]!), target);
    }
  }

  #runKernel(source: KernelSource, of: readonly Node[], outputs: readonly Float64Array[]): void {
    const extents = of.map((node) => this.#extentOf(node));
    const begin = extents.reduce((latest, extent) => Math.max(latest, extent.from), firstWhole(of.map((node) => this.#columnsOf(node)[0]!), extents));
    for (const output of outputs) output.fill(Number.NaN, 0, begin);
    if (begin === this.#count) return;
    const inputs = of.map((node) => this.#columnsOf(node)[0]!.subarray(begin));
    const targets = outputs.map((output) => output.subarray(begin));
    const isWhole = extents.every((extent) => extent.isWhole);
    if (source.computeColumns === undefined || !isWhole || !source.computeColumns(inputs, targets)) runBarByBar(source, inputs, targets);
    for (const target of targets) dropInfinities(target);
  }

  #extentOf(node: Node): Extent {
    const known = this.#extents.get(node.id) ?? extentOf(this.#columnsOf(node)[0]!);
    this.#extents.set(node.id, known);
    return known;
  }

  #columnsOf(node: Node): readonly Float64Array[] {
    return this.#values.get(node.id)!;
  }

  #take(node: Node, index: number): Float64Array {
    return this.#targets.get(keyOf(node, index)) ?? this.#free.pop() ?? new Float64Array(this.#count);
  }

  #addReader(node: Node): void {
    this.#readers.set(node.id, (this.#readers.get(node.id) ?? 0) + 1);
  }

  /** One reader less; the last one gives scratch columns back. Those of an output are its kernel's. */
  #release(node: Node): void {
    const left = this.#readers.get(node.id)! - 1;
    this.#readers.set(node.id, left);
    if (left > 0 || node.kind === 'input') return;
    // A kernel is read by its outputs, which are computed at once but read later.
    if (node.kind === 'kernel') return;
    if (node.kind === 'output') this.#releaseOutputs(node.of[0]!);
    else this.#giveBack(this.#columnsOf(node));
  }

  #releaseOutputs(kernel: Node): void {
    const outputs = this.#order.filter((node) => node.kind === 'output' && node.of[0] === kernel);
    if (outputs.every((node) => this.#readers.get(node.id) === 0 && this.#values.has(node.id))) this.#giveBack(this.#columnsOf(kernel));
  }

  #giveBack(columns: readonly Float64Array[]): void {
    for (const column of columns) if (!this.#out.includes(column)) this.#free.push(column);
  }
}

const keyOf = (node: Node, index: number): string => `${node.id} ${index}`;

/** The first bar at which all columns have a number. */
function firstWhole(columns: readonly Float64Array[], extents: readonly Extent[]): number {
  const count = columns[0]?.length ?? 0;
  let bar = extents.reduce((latest, extent) => Math.max(latest, extent.from), 0);
  while (bar < count && columns.some((column) => Number.isNaN(column[bar]!))) bar += 1;
  return bar;
}

function shift(values: Float64Array, bars: number, target: Float64Array): void {
  const kept = Math.max(0, values.length - bars);
  target.set(values.subarray(0, kept), values.length - kept);
  target.fill(Number.NaN, 0, values.length - kept);
}

function runBarByBar(source: KernelSource, inputs: readonly Float64Array[], targets: readonly Float64Array[]): void {
  const kernel = source.create();
  const count = inputs[0]!.length;
  for (let i = 0; i < count; i++) {
    kernel.evaluate(inputs, i);
    for (let k = 0; k < targets.length; k++) targets[k]![i] = kernel.result[k]!;
    kernel.commit();
  }
}

function dropInfinities(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i]! - values[i]! !== 0) values[i] = Number.NaN;
}
