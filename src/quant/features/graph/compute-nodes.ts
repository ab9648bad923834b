import type { ReadyColumns } from '../feature-columns.ts';
import { ColumnBlocks, ConstantBlocks, MapBlocks, type Blocks } from './blocks.ts';
import { blockBars, createColumn, extentOf, settleColumn, type Column } from './column.ts';
import { closureOf, type Formula, type KernelSource, type Node } from './graph.ts';
import { Reading } from './reading.ts';

/**
 * Columns of nodes over whole series, into the caller's. What is needed on the way and read once lies in a block of bars; the rest in a
 * few columns that are used again as soon as nobody reads them any more.
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
  readonly #reading: Reading;
  readonly #count: number;
  /** Columns of each node by id: one, of a kernel one for each output. */
  readonly #values = new Map<number, readonly Column[]>();
  readonly #free: Float64Array[] = [];
  /** Columns that are the caller's, by the node and the output that they hold. */
  readonly #targets = new Map<string, Float64Array>();

  constructor(roots: readonly Node[], columns: ReadyColumns, out: readonly Float64Array[]) {
    this.#roots = roots;
    this.#columns = columns;
    this.#out = out;
    this.#count = columns.time.length;
    this.#order = closureOf(roots);
    this.#reading = new Reading(this.#order, roots);
    roots.forEach((root, i) => {
      const [kernel] = root.of;
      const key = root.kind === 'output' && kernel !== undefined ? keyOf(kernel, root.index) : keyOf(root, 0);
      if (root.kind !== 'input' && !this.#targets.has(key)) this.#targets.set(key, out[i]!);
    });
  }

  run(progress: (share: number) => void): void {
    const columns = this.#order.filter((node) => this.#reading.isColumn(node));
    columns.forEach((node, k) => {
      this.#compute(node);
      for (const given of this.#reading.release(node)) this.#giveBack(given);
      progress((k + 1) / columns.length);
    });
    this.#roots.forEach((root, i) => {
      const { values } = this.#columnOf(root);
      if (values !== this.#out[i]) this.#out[i]!.set(values);
    });
  }

  #compute(node: Node): void {
    if (node.kind === 'input') this.#values.set(node.id, [settleColumn(this.#columns[node.name])]);
    else if (node.kind === 'output') this.#values.set(node.id, [this.#values.get(node.of[0]!.id)![node.index]!]);
    else if (node.kind === 'kernel') {
      const outputs = Array.from({ length: node.source.outputs }, (_, index) => this.#take(node, index));
      runKernel(node.source, node.of.map((one) => this.#columnOf(one)), outputs);
      this.#values.set(node.id, outputs.map(settleColumn));
    } else this.#values.set(node.id, [node.kind === 'map' ? this.#computeMap(node.formula, node) : this.#copyBlocks(node)]);
  }

  #computeMap(formula: Formula, node: Node): Column {
    const column = createColumn(this.#take(node, 0));
    const blocks = new MapBlocks(formula, node.of.map((one) => this.#blocksOf(one)), column);
    for (let from = 0; from < this.#count; from += blockBars) blocks.at(from, Math.min(from + blockBars, this.#count));
    return column;
  }

  #copyBlocks(node: Node): Column {
    const values = this.#take(node, 0);
    const blocks = this.#madeBlocks(node);
    for (let from = 0; from < this.#count; from += blockBars) values.set(blocks.at(from, Math.min(from + blockBars, this.#count)), from);
    return settleColumn(values);
  }

  #blocksOf(node: Node): Blocks {
    return this.#reading.isColumn(node) ? new ColumnBlocks(this.#columnOf(node)) : this.#madeBlocks(node);
  }

  /** Blocks of a node that has no column, or none yet. */
  #madeBlocks(node: Node): Blocks {
    if (node.kind === 'constant') return new ConstantBlocks(node.value);
    if (node.kind === 'lag') return new ColumnBlocks(this.#columnOf(node.of[0]!), node.bars);
    if (node.kind === 'map') return new MapBlocks(node.formula, node.of.map((one) => this.#blocksOf(one)), null);
    throw new Error(`A node of the kind ${node.kind} has a column.`);
  }

  #columnOf(node: Node): Column {
    return this.#values.get(node.id)![0]!;
  }

  #take(node: Node, index: number): Float64Array {
    return this.#targets.get(keyOf(node, index)) ?? this.#free.pop() ?? new Float64Array(this.#count);
  }

  #giveBack(node: Node): void {
    for (const { values } of this.#values.get(node.id)!) if (!this.#out.includes(values)) this.#free.push(values);
  }
}

const keyOf = (node: Node, index: number): string => `${node.id} ${index}`;

function runKernel(source: KernelSource, of: readonly Column[], outputs: readonly Float64Array[]): void {
  const extents = of.map(extentOf);
  const begin = firstWhole(of, extents.reduce((latest, extent) => Math.max(latest, extent.from), 0));
  for (const output of outputs) output.fill(Number.NaN, 0, begin);
  if (begin === outputs[0]!.length) return;
  const inputs = of.map(({ values }) => values.subarray(begin));
  const targets = outputs.map((output) => output.subarray(begin));
  const isWhole = extents.every((extent) => extent.isWhole);
  if (source.computeColumns === undefined || !isWhole || !source.computeColumns(inputs, targets)) runBarByBar(source, inputs, targets);
}

/** The first bar from one on at which all columns have a number. */
function firstWhole(columns: readonly Column[], from: number): number {
  const count = columns[0]?.values.length ?? 0;
  let bar = from;
  while (bar < count && columns.some(({ values }) => Number.isNaN(values[bar]!))) bar += 1;
  return bar;
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
