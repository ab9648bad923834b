import type { SweepRequest, SweptStrategy } from '../../../contract/model/sweep.ts';
import type { RecordedSweep } from './ports.ts';

/** One strategy on one series: the trials from `first` to before `first + count`. */
export type Lane = { readonly strategy: number; readonly series: number; readonly first: number; readonly count: number };

/** All strategies of a sweep, the one that it is named by first. */
export const sweptOf = ({ strategy, code, params, space, where, others = [] }: Pick<SweepRequest, keyof SweptStrategy | 'others'>): readonly SweptStrategy[] =>
  [{ strategy, params, space, ...(code === undefined ? {} : { code }), ...(where === undefined ? {} : { where }) }, ...others];

const numbersOf = ({ perSeries, perSeriesOfOthers = [] }: Pick<RecordedSweep, 'perSeries' | 'perSeriesOfOthers'>): readonly number[] => [perSeries, ...perSeriesOfOthers];

/** Every strategy on every series, in the order of their trials: series follow one another within a strategy. */
export function lanesOf(spec: Pick<RecordedSweep, 'perSeries' | 'perSeriesOfOthers'> & { readonly data: readonly unknown[] }): readonly Lane[] {
  let next = 0;
  return numbersOf(spec).flatMap((count, strategy) => spec.data.map((_, series) => {
    const first = next;
    next += count;
    return { strategy, series, first, count };
  }));
}

/** Where a trial belongs, by its number. */
export function laneAt(spec: Pick<RecordedSweep, 'perSeries' | 'perSeriesOfOthers' | 'data'>, trial: number): { readonly strategy: number; readonly series: number } {
  let rest = trial;
  for (const [strategy, count] of numbersOf(spec).entries()) {
    if (rest < count * spec.data.length) return { strategy, series: Math.floor(rest / count) };
    rest -= count * spec.data.length;
  }
  return { strategy: 0, series: spec.data.length };
}

/** The trials of a strategy, on one series or (null) on all. */
export function stretchOf(spec: Pick<RecordedSweep, 'perSeries' | 'perSeriesOfOthers' | 'data'>, strategy: number, series: number | null): { readonly fromTrial: number; readonly toTrial: number } {
  const own = lanesOf(spec).filter((lane) => lane.strategy === strategy && (series === null || lane.series === series));
  const [first, last] = [own[0], own.at(-1)];
  return { fromTrial: first?.first ?? 0, toTrial: last === undefined ? 0 : last.first + last.count };
}
