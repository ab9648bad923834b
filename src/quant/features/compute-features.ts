import type { ZoneClock } from '../series/index.ts';
import { readyColumns, type FeatureColumns, type ReadyColumns } from './feature-columns.ts';
import { computeNodes } from './graph/compute-nodes.ts';
import { Graph, type Comparison, type Node } from './graph/graph.ts';
import { buildFeature, findFeature } from './registry.ts';

export type FeatureOptions = {
  /** The clock of the instrument; UTC where nothing is said. Leave it out for bars that are known by their date alone. */
  readonly clock?: ZoneClock | null;
  /** Bars of other instruments, of the same length, that cross-sectional features compare with. */
  readonly peers?: readonly FeatureColumns[];
  readonly progress?: (share: number) => void;
};

/** Columns of features by name, one value per bar, in the order asked for; NaN where there is none. */
export type FeatureValues = { readonly names: readonly string[]; readonly warmups: readonly number[]; readonly columns: Readonly<Record<string, Float64Array>> };

/**
 * Features over bars. No value depends on a bar after its own. Refused are unknown features, numbers out of range and columns that
 * are no series (see `readyColumns`); prices that are missing or not above 0 give NaN where they are needed.
 *
 * @param out caller-owned columns in the order of the names.
 */
export function computeFeatures(columns: FeatureColumns, names: readonly string[], options: FeatureOptions = {}, out?: readonly Float64Array[]): FeatureValues {
  const graph = new Graph();
  const features = names.map(findFeature);
  const roots = features.map((feature) => buildFeature(graph, feature));
  const ready = readyColumns(columns, options.clock ?? null);
  const count = ready.time.length;
  const targets = names.map((_, i) => out?.[i] ?? new Float64Array(count));
  const crosses = roots.filter((root) => root.kind === 'cross');
  const plain = roots.flatMap((root, i) => (root.kind === 'cross' ? [] : [{ root, target: targets[i]! }]));
  const bases = [...new Set(crosses.map((root) => root.of[0]!))];
  const peers = options.peers ?? [];
  const owns = peers.length === 0 ? [] : bases.map((root) => ({ root, target: new Float64Array(count) }));
  const computed = [...plain, ...owns];
  computeNodes(computed.map((one) => one.root), ready, computed.map((one) => one.target), options.progress);
  if (crosses.length > 0) {
    const others = peers.length === 0 ? [] : peers.map((peer) => computePeer(peer, bases, options.clock ?? null));
    roots.forEach((root, i) => {
      if (root.kind !== 'cross') return;
      const base = bases.indexOf(root.of[0]!);
      compareInto(root.compare, ready.time, owns[base]?.target ?? null, others.map(({ time, values }) => ({ time, values: values[base]! })), targets[i]!);
    });
  }
  return { names: features.map((one) => one.name), warmups: roots.map((root) => root.warmup), columns: Object.fromEntries(features.map((one, i) => [one.name, targets[i]!])) };
}

type Peer = { readonly time: Float64Array; readonly values: readonly Float64Array[] };

function computePeer(columns: FeatureColumns, bases: readonly Node[], clock: ZoneClock | null): Peer {
  const ready: ReadyColumns = readyColumns(columns, clock);
  const values = bases.map(() => new Float64Array(ready.time.length));
  computeNodes(bases, ready, values);
  return { time: ready.time, values };
}

/** Compares each value with those that others have at the same time; NaN where none has one. */
function compareInto(compare: Comparison, time: Float64Array, own: Float64Array | null, peers: readonly { readonly time: Float64Array; readonly values: Float64Array }[], target: Float64Array): void {
  target.fill(Number.NaN);
  if (own === null) return;
  const places = peers.map(() => 0);
  for (let i = 0; i < time.length; i++) {
    const others: number[] = [];
    peers.forEach((peer, k) => {
      let place = places[k]!;
      while (place < peer.time.length && peer.time[place]! < time[i]!) place += 1;
      places[k] = place;
      if (peer.time[place] === time[i] && !Number.isNaN(peer.values[place])) others.push(peer.values[place]!);
    });
    if (others.length > 0 && !Number.isNaN(own[i])) target[i] = compare(own[i]!, others) + 0;
  }
}
