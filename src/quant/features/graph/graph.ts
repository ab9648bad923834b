import { findIndicator, type IndicatorKernel } from '../../indicators/index.ts';
import { resolveParams } from '../../resolve-params.ts';
import type { InputName } from '../feature-columns.ts';

/**
 * A formula, bar by bar: `out[i]` from the columns at `i` and at no other place. It is a loop, because a call for each bar would cost
 * more than most formulas; a stream gives it columns of one bar, so both have the same bits. Where a column has no number the
 * result is NaN whatever it says, and so is a result that is none.
 */
export type Formula = (columns: readonly Float64Array[], out: Float64Array) => void;

/** Something with a memory, over columns. `key` names it and its parameters. */
export type KernelSource = {
  readonly key: string;
  readonly outputs: number;
  readonly warmup: number;
  create(): IndicatorKernel;
  /** The kernel's bits over finite columns; false where there is no such loop. */
  computeColumns?(inputs: readonly Float64Array[], outputs: readonly Float64Array[]): boolean;
};

type Common = {
  /** Its place in the graph: whatever it is made of lies before it. */
  readonly id: number;
  readonly of: readonly Node[];
  /** Bars without a value at the start. */
  readonly warmup: number;
};

/** A column and how it comes about. */
export type Node =
  | (Common & { readonly kind: 'input'; readonly name: InputName })
  | (Common & { readonly kind: 'constant'; readonly value: number })
  | (Common & { readonly kind: 'lag'; readonly bars: number })
  | (Common & { readonly kind: 'map'; readonly formula: Formula })
  | (Common & { readonly kind: 'kernel'; readonly source: KernelSource })
  | (Common & { readonly kind: 'output'; readonly index: number })
  /** Where the value stands among those of other instruments at the same time. */
  | (Common & { readonly kind: 'cross'; readonly compare: Comparison });

/** A value held against those of others, which are numbers and at least one. */
export type Comparison = (own: number, others: readonly number[]) => number;

type NodeBody = Node extends infer N ? (N extends Node ? Omit<N, 'id' | 'warmup'> : never) : never;

/**
 * What is to be computed, each thing once: the same column asked for twice is the same node. Nodes look at their own bar and those
 * before it and at nothing else, so nothing built of them sees the future.
 */
export class Graph {
  readonly nodes: Node[] = [];
  readonly #known = new Map<string, Node>();
  readonly #formulas = new Map<unknown, number>();

  input(name: InputName): Node {
    return this.#node(name, { kind: 'input', of: [], name }, 0);
  }

  /** The same at every bar. */
  constant(value: number): Node {
    return this.#node(`constant ${value}`, { kind: 'constant', of: [], value }, 0);
  }

  /** The value so many bars before. */
  lag(of: Node, bars: number): Node {
    return bars === 0 ? of : this.#node(`lag ${bars} ${of.id}`, { kind: 'lag', of: [of], bars }, of.warmup + bars);
  }

  /** A formula of columns; NaN where one of them is. Formulas are told apart by identity: declare them once, outside. */
  map(formula: Formula, ...of: readonly Node[]): Node {
    return this.#node(`map ${this.#numberOf(formula)} ${idsOf(of)}`, { kind: 'map', of, formula }, warmupOf(of));
  }

  /** An output of an indicator, over its usual columns or others. */
  indicator(name: string, given: Readonly<Record<string, number>>, of?: readonly Node[], output = 0): Node {
    const definition = findIndicator(name);
    const params = resolveParams(name, definition.info.params, given);
    const { computeColumns } = definition;
    const source: KernelSource = {
      key: `${name} ${Object.values(params).join(' ')}`, outputs: definition.info.outputs.length, warmup: definition.warmup(params),
      create: () => definition.createKernel(params),
      ...(computeColumns === undefined ? {} : { computeColumns: (inputs, outputs) => computeColumns(inputs, params, outputs) }),
    };
    return this.kernel(source, of ?? definition.info.inputs.map((input) => this.input(input === 'time' ? 'localTime' : input)), output);
  }

  /** An output of a kernel. It is shown nothing before all its columns have begun. */
  kernel(source: KernelSource, of: readonly Node[], output = 0): Node {
    const kernel = this.#node(`kernel ${source.key} ${idsOf(of)}`, { kind: 'kernel', of, source }, warmupOf(of) + source.warmup);
    return this.#node(`output ${output} ${kernel.id}`, { kind: 'output', of: [kernel], index: output }, kernel.warmup);
  }

  /** The value held against those of other instruments. */
  cross(compare: Comparison, of: Node): Node {
    return this.#node(`cross ${this.#numberOf(compare)} ${of.id}`, { kind: 'cross', of: [of], compare }, of.warmup);
  }

  #node(key: string, body: NodeBody, warmup: number): Node {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const node = { ...body, id: this.nodes.length, warmup } as Node;
    this.nodes.push(node);
    this.#known.set(key, node);
    return node;
  }

  #numberOf(formula: unknown): number {
    const known = this.#formulas.get(formula);
    if (known !== undefined) return known;
    this.#formulas.set(formula, this.#formulas.size);
    return this.#formulas.size - 1;
  }
}

/** The nodes that these are made of, themselves included, in an order in which they can be computed. */
export function closureOf(roots: readonly Node[]): Node[] {
  const found = new Map<number, Node>();
  const visit = (node: Node): void => {
    if (found.has(node.id)) return;
    found.set(node.id, node);
    node.of.forEach(visit);
  };
  roots.forEach(visit);
  return [...found.values()].sort((a, b) => a.id - b.id);
}

const idsOf = (nodes: readonly Node[]): string => nodes.map((node) => node.id).join(' ');
const warmupOf = (nodes: readonly Node[]): number => nodes.reduce((most, node) => Math.max(most, node.warmup), 0);
