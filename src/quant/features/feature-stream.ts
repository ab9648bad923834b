import { QuantError } from '../error.ts';
import { toLocal, type ZoneClock } from '../series/index.ts';
import { cleanValue, type FeatureBar, type InputName } from './feature-columns.ts';
import { Graph, type Node } from './graph/graph.ts';
import { NodeStream, type NodeStreamState } from './graph/node-stream.ts';
import { buildFeature, findFeature } from './registry.ts';

/** State of a stream as JSON: of it and of each peer, what is settled and the bar that is still forming. */
export type FeatureStreamState = { readonly series: readonly { readonly nodes: NodeStreamState; readonly forming: FeatureBar | null; readonly lastTime: number | null }[] };

export type FeatureStreamOptions = { readonly clock?: ZoneClock | null; /** How many other instruments are told of. */ readonly peers?: number; readonly state?: FeatureStreamState };

/**
 * Features fed bar by bar, with the values of the batch bit for bit: `add` begins a bar, `replace` changes the one begun last. What
 * other instruments do is told before the bar of the same time. A bar that is not later than the one before is refused
 * (TIMES_NOT_ASCENDING) and changes nothing.
 */
export interface FeatureStream {
  readonly names: readonly string[];
  /** Values in the order of the names; NaN where there is none. The array is reused by the next call. */
  add(bar: FeatureBar): Float64Array;
  replace(bar: FeatureBar): Float64Array;
  addPeer(peer: number, bar: FeatureBar): void;
  replacePeer(peer: number, bar: FeatureBar): void;
  save(): FeatureStreamState;
}

/** Starts a stream, where a state is given from there. Unknown features and numbers out of range are refused. */
export function createFeatureStream(names: readonly string[], options: FeatureStreamOptions = {}): FeatureStream {
  const graph = new Graph();
  const features = names.map(findFeature);
  const roots = features.map((feature) => buildFeature(graph, feature));
  const crosses = roots.filter((root) => root.kind === 'cross');
  const bases = [...new Set(crosses.map((root) => root.of[0]!))];
  const clock = options.clock ?? null;
  const own = new SeriesStream([...roots.filter((root) => root.kind !== 'cross'), ...bases], clock, options.state?.series[0]);
  const peers = Array.from({ length: options.peers ?? 0 }, (_, k) => new SeriesStream(bases, clock, options.state?.series[k + 1]));
  const result = new Float64Array(roots.length);

  const valueOf = (root: Node): number => {
    if (root.kind !== 'cross') return own.valueOf(root);
    const base = root.of[0]!;
    const value = own.valueOf(base);
    const others = peers.filter((peer) => peer.time === own.time).map((peer) => peer.valueOf(base)).filter((other) => other === other);
    return others.length > 0 && value === value ? root.compare(value, others) + 0 : Number.NaN;
  };
  const answer = (): Float64Array => {
    for (let i = 0; i < roots.length; i++) result[i] = valueOf(roots[i]!);
    return result;
  };
  const peerAt = (peer: number): SeriesStream => {
    const found = peers[peer];
    if (found === undefined) throw new QuantError('UNKNOWN_PEER', `There is no peer ${peer}; the stream was made for ${peers.length}.`);
    return found;
  };
  return {
    names: features.map((one) => one.name),
    add(bar) {
      own.add(bar);
      return answer();
    },
    replace(bar) {
      own.replace(bar);
      return answer();
    },
    addPeer: (peer, bar) => peerAt(peer).add(bar),
    replacePeer: (peer, bar) => peerAt(peer).replace(bar),
    save: () => ({ series: [own, ...peers].map((one) => one.save()) }),
  };
}

/** One instrument's nodes, and the bar that is forming. */
class SeriesStream {
  readonly #nodes: NodeStream;
  readonly #clock: ZoneClock | null;
  #forming: FeatureBar | null = null;
  /** Time of the last settled bar. */
  #lastTime = Number.NEGATIVE_INFINITY;

  constructor(roots: readonly Node[], clock: ZoneClock | null, state?: FeatureStreamState['series'][number]) {
    this.#nodes = new NodeStream(roots);
    this.#clock = clock;
    if (state === undefined) return;
    this.#nodes.load(state.nodes);
    this.#lastTime = state.lastTime ?? Number.NEGATIVE_INFINITY;
    if (state.forming !== null) this.replace(state.forming);
  }

  /** Time of the bar looked at last. */
  get time(): number {
    return this.#forming?.time ?? Number.NaN;
  }

  valueOf(node: Node): number {
    return this.#nodes.valueOf(node);
  }

  add(bar: FeatureBar): void {
    this.#check(bar, this.#forming?.time ?? this.#lastTime);
    if (this.#forming !== null) {
      this.#nodes.commit();
      this.#lastTime = this.#forming.time;
    }
    this.#look(bar);
  }

  replace(bar: FeatureBar): void {
    this.#check(bar, this.#lastTime);
    this.#look(bar);
  }

  save(): FeatureStreamState['series'][number] {
    return { nodes: this.#nodes.save(), forming: this.#forming, lastTime: Number.isFinite(this.#lastTime) ? this.#lastTime : null };
  }

  #check(bar: FeatureBar, before: number): void {
    if (!(bar.time > before) || bar.time === Number.POSITIVE_INFINITY) {
      throw new QuantError('TIMES_NOT_ASCENDING', `The time of the bar is ${bar.time}, after ${before}; give each bar once, in order of time.`);
    }
  }

  #look(bar: FeatureBar): void {
    this.#forming = bar;
    const local = this.#clock === null ? bar.time : toLocal(this.#clock, bar.time);
    this.#nodes.evaluate((name: InputName) => (name === 'localTime' ? local : cleanValue(name, bar[name] ?? Number.NaN)));
  }
}
