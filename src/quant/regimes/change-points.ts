import { QuantError } from '../error.ts';
import { makeSegmentCost, type ChangeKind } from './segment-cost.ts';

export type ChangePointOptions = {
  /** What may change: the mean, the variance, or both. */
  readonly kind: ChangeKind;
  /** What a change costs in units of −2 log L; null: `usualPenalty`. */
  readonly penalty?: number | null;
  /** Fewest observations between two changes; 10 where nothing is said. */
  readonly shortest?: number;
  readonly progress?: (share: number) => void;
};

/** Observations between two changes. */
export type Segment = {
  /** First observation, and the first after it. */
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  /** Maximum-likelihood deviation of the observations in it. */
  readonly deviation: number;
};

export type ChangePoints = {
  /** First observation of each new segment, ascending; empty where nothing changes. */
  readonly changes: readonly number[];
  readonly segments: readonly Segment[];
  /** Sum of the costs of the segments, and of the changes. */
  readonly cost: number;
  readonly penalty: number;
};

const usualShortest = 10;

/** The Bayesian penalty: the logarithm of the number of observations for each parameter of a segment and one for its place. */
export const usualPenalty = (count: number, kind: ChangeKind): number => (kind === 'mean-and-variance' ? 3 : 2) * Math.log(count);

function check(values: Float64Array, penalty: number, shortest: number): void {
  if (!Number.isInteger(shortest) || shortest < 2 || shortest > 10_000) throw new QuantError('RANGE', `The shortest segment must be a whole number from 2 to 10,000 observations, not ${shortest}.`);
  if (values.length < 2 * shortest) throw new QuantError('TOO_FEW', `Two segments of ${shortest} observations need ${2 * shortest}, not ${values.length}.`);
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) throw new QuantError('NOT_FINITE', `Observation number ${i + 1} is not finite; leave it out or mend it.`);
  if (!(penalty >= 0 && penalty <= 1e9)) throw new QuantError('RANGE', `The penalty must be from 0 to 1,000,000,000, not ${penalty}.`);
}

/**
 * The segmentation of least cost (twice the negative log-likelihood of normal segments, and a penalty for each change), exact, by PELT
 * (Killick, Fearnhead and Eckley 2012). All observations are in view, so it is for looking back. Of equal ones the latest change is
 * taken. Errors: RANGE, TOO_FEW, NOT_FINITE, NO_VARIATION.
 */
export function findChangePoints(values: Float64Array, options: ChangePointOptions): ChangePoints {
  const { kind, shortest = usualShortest } = options;
  const penalty = options.penalty ?? usualPenalty(values.length, kind);
  check(values, penalty, shortest);
  const cost = makeSegmentCost(values, kind);
  const count = values.length;
  /** Least cost of the first t observations, one penalty less than it has segments; and where its last segment begins. */
  const least = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const origins = new Int32Array(count + 1);
  least[0] = -penalty;
  let candidates: number[] = [0];
  /** When a candidate that has lost may go: what beat it must be able to begin a segment first. */
  const leavesAt = new Int32Array(count + 1).fill(count + 1);
  for (let t = shortest; t <= count; t++) {
    for (const s of candidates) {
      const total = least[s]! + cost.of(s, t) + penalty;
      if (total <= least[t]!) [least[t], origins[t]] = [total, s];
    }
    candidates = candidates.filter((s) => {
      if (leavesAt[s]! > count && least[s]! + cost.of(s, t) > least[t]!) leavesAt[s] = t + shortest;
      return leavesAt[s]! > t + 1;
    });
    if (t + 1 >= 2 * shortest) candidates.push(t + 1 - shortest);
    if (t % 256 === 0) options.progress?.(t / count);
  }
  const changes: number[] = [];
  for (let t = origins[count]!; t > 0; t = origins[t]!) changes.unshift(t);
  const edges = [0, ...changes, count];
  return {
    changes, penalty, cost: least[count]!,
    segments: edges.slice(1).map((to, i) => ({ from: edges[i]!, to, ...cost.describe(edges[i]!, to) })),
  };
}
