import { QuantError } from '../error.ts';
import type { Window } from './folds.ts';

export type PurgedSplit = {
  /** Groups that are tested, ascending. */
  readonly groups: readonly number[];
  /** Windows of the test groups, and of what may be trained on. */
  readonly test: readonly Window[];
  readonly train: readonly Window[];
};

export type PurgedSplitOptions = {
  /** Groups into which the bars are cut, and how many of them are tested at a time. */
  readonly groups: number;
  readonly testGroups: number;
  /** Bars left out of the training before each test window: their labels or trades reach into it. */
  readonly purge: number;
  /** Bars left out of the training after each test window. */
  readonly embargo: number;
};

const mostSplits = 10_000;

function check(count: number, { groups, testGroups, purge, embargo }: PurgedSplitOptions): void {
  if (!Number.isInteger(groups) || groups < 2 || groups > 50) throw new QuantError('RANGE', `The number of groups must be a whole number from 2 to 50, not ${groups}.`);
  if (!Number.isInteger(testGroups) || testGroups < 1 || testGroups >= groups) throw new QuantError('RANGE', `The number of test groups must be from 1 to ${groups - 1}, not ${testGroups}.`);
  for (const [name, bars] of [['purge', purge], ['embargo', embargo]] as const) if (!Number.isInteger(bars) || bars < 0) throw new QuantError('RANGE', `The ${name} must be a whole number of bars of 0 or more, not ${bars}.`);
  if (count < groups) throw new QuantError('TOO_FEW', `There are ${count} bars; ${groups} groups need at least as many.`);
  const splits = countChoices(groups, testGroups);
  if (splits > mostSplits) throw new QuantError('RANGE', `${groups} groups by ${testGroups} make ${splits} splits; at most ${mostSplits}. Take fewer groups.`);
}

/** Ways to choose so many of some. */
export function countChoices(of: number, some: number): number {
  let ways = 1;
  for (let k = 1; k <= some; k++) ways = (ways * (of - some + k)) / k;
  return Math.round(ways);
}

/** Every way to choose so many of the first numbers, in ascending order. */
function* choose(of: number, some: number, from = 0): Generator<readonly number[]> {
  if (some === 0) yield [];
  else for (let first = from; first <= of - some; first++) for (const rest of choose(of, some - 1, first + 1)) yield [first, ...rest];
}

/**
 * Combinatorial purged cross-validation (López de Prado, Advances in Financial Machine Learning, 2018, chapter 12): bars in equal groups
 * (the first ones a bar longer where they do not divide), every choice of test groups once, training on the rest without the bars
 * purged before and embargoed after each test window. Errors: RANGE, TOO_FEW.
 */
export function planPurgedSplits(count: number, options: PurgedSplitOptions): readonly PurgedSplit[] {
  check(count, options);
  const { groups, testGroups, purge, embargo } = options;
  const edge = (group: number): number => group * Math.floor(count / groups) + Math.min(group, count % groups);
  return Array.from(choose(groups, testGroups), (chosen) => {
    const isTrained = new Uint8Array(count).fill(1);
    for (const group of chosen) isTrained.fill(0, Math.max(0, edge(group) - purge), Math.min(count, edge(group + 1) + embargo));
    return { groups: chosen, test: chosen.map((group) => ({ from: edge(group), to: edge(group + 1) })), train: windowsOf(isTrained) };
  });
}

/** Stretches of ones. */
function windowsOf(marks: Uint8Array): Window[] {
  const windows: Window[] = [];
  for (let from = marks.indexOf(1); from !== -1;) {
    const end = marks.indexOf(0, from);
    const to = end === -1 ? marks.length : end;
    windows.push({ from, to });
    from = marks.indexOf(1, to);
  }
  return windows;
}

/**
 * The paths through the whole history that the splits make: the j-th path takes each group from the j-th split that tests it. Gives for
 * each path the split of every group; there are testGroups / groups × splits of them.
 */
export function planPaths(splits: readonly PurgedSplit[], groups: number): readonly Int32Array[] {
  const testing = Array.from({ length: groups }, (_, group) => splits.flatMap((split, k) => (split.groups.includes(group) ? [k] : [])));
  return Array.from({ length: testing[0]?.length ?? 0 }, (_, path) => Int32Array.from(testing, (ofGroup) => ofGroup[path]));
}
