import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { SweepSpace } from '../../../contract/model/sweep.ts';
import type { Setup } from '../lab/index.ts';
import { readRequest } from './read-request.ts';
import type { Search } from './search-store.ts';

/** What a sweep takes at most: series, and strategies beside the first. */
export const mostSeries = 50;
export const mostFurther = 50;

/** A strategy that is tried beside the lab's, as the application takes it. */
export type FurtherStrategy = { readonly strategy: string; readonly params: Record<string, number>; readonly space: SweepSpace; readonly where?: string };

/** What a sweep tries beside the lab's strategy and series. */
export type Further = { readonly series: readonly SeriesKey[]; readonly others: readonly FurtherStrategy[] };

export const alone: Further = { series: [], others: [] };

export const nameOfSeries = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;

/** A strategy that can be tried beside others: it takes one series, and can be read. */
export const canBeSwept = ({ symbols, problem }: StrategyInfo): boolean => (symbols === undefined || symbols.min === 1) && problem === undefined;

/** Series without those that are there already, and no more than a sweep takes. */
export function addSeries(first: SeriesKey | null, known: readonly SeriesKey[], added: readonly SeriesKey[]): readonly SeriesKey[] {
  const taken = new Set([...(first === null ? [] : [first]), ...known].map(nameOfSeries));
  const fresh = added.filter((one) => !taken.has(nameOfSeries(one)) && taken.add(nameOfSeries(one)).size > 0);
  return [...known, ...fresh].slice(0, mostSeries - 1);
}

/** Further strategies as the application takes them, with what is wrong with each; what varies nothing is tried once. */
export function readFurther(setup: Setup, strategies: readonly StrategyInfo[], search: Readonly<Record<string, Search>>): { readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>; readonly others: readonly FurtherStrategy[] | null } {
  const faults: Record<string, Readonly<Record<string, string>>> = {};
  const others: FurtherStrategy[] = [];
  for (const strategy of strategies) {
    const read = readRequest(setup, strategy, search[strategy.name], true);
    // What is wrong with the costs is said with the first strategy.
    const own = Object.fromEntries(Object.entries(read.faults).filter(([field]) => field.startsWith('vary') || field.startsWith('param:')));
    if (Object.keys(own).length > 0) faults[strategy.name] = own;
    if (read.request === null) continue;
    const { params, space, where } = read.request;
    others.push({ strategy: strategy.name, params: { ...params }, space: { ...space }, ...(where === undefined ? {} : { where }) });
  }
  return { faults, others: others.length === strategies.length ? others : null };
}
