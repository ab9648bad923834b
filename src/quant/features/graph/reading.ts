import type { Node } from './graph.ts';

/**
 * Who reads what, which says what needs a column of its own: what is asked for, and what a kernel, a look into the past or more than one
 * formula reads. The rest is computed where it is read, a block of bars at a time.
 */
export class Reading {
  readonly #columns: ReadonlySet<Node>;
  /** The columns that each node reads in the end. */
  readonly #sources = new Map<Node, readonly Node[]>();
  readonly #readers = new Map<Node, number>();
  /** Outputs of a kernel that somebody still reads or has yet to. */
  readonly #outputs = new Map<Node, number>();

  constructor(order: readonly Node[], roots: readonly Node[]) {
    this.#columns = columnsOf(order, roots);
    for (const node of order) {
      if (!this.#columns.has(node)) continue;
      const sources = this.#sourcesOf(node);
      this.#sources.set(node, sources);
      for (const source of sources) this.#count(this.#readers, source);
      if (node.kind === 'output') this.#count(this.#outputs, node.of[0]!);
    }
    for (const root of roots) this.#count(this.#readers, root);
  }

  isColumn(node: Node): boolean {
    return this.#columns.has(node);
  }

  /** A node is computed: the nodes whose columns nobody reads any more. Those of outputs are their kernel's, and given back all at once. */
  release(node: Node): Node[] {
    return this.#sources.get(node)!.flatMap((source) => {
      // A kernel is read by its outputs, which are there at once but read later.
      if (source.kind === 'input' || source.kind === 'kernel' || this.#discount(this.#readers, source) > 0) return [];
      if (source.kind !== 'output') return [source];
      const kernel = source.of[0]!;
      return this.#discount(this.#outputs, kernel) > 0 ? [] : [kernel];
    });
  }

  #sourcesOf(node: Node): Node[] {
    return [...new Set(node.of.flatMap((one) => (this.#columns.has(one) ? [one] : this.#sourcesOf(one))))];
  }

  #count(counts: Map<Node, number>, node: Node): void {
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }

  #discount(counts: Map<Node, number>, node: Node): number {
    const left = counts.get(node)! - 1;
    counts.set(node, left);
    return left;
  }
}

function columnsOf(order: readonly Node[], roots: readonly Node[]): ReadonlySet<Node> {
  const columns = new Set(roots);
  const read = new Set<Node>();
  for (const node of order) {
    if (node.kind === 'input' || node.kind === 'kernel' || node.kind === 'output') columns.add(node);
    for (const one of node.of) {
      const isReadAgain = one.kind === 'map' && read.has(one);
      if (node.kind !== 'map' || isReadAgain) columns.add(one);
      read.add(one);
    }
  }
  return columns;
}
