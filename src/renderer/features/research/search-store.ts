import { create } from 'zustand';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { SweepMetric, SweepSearch } from '../../../contract/model/sweep.ts';

/** What a parameter takes, as it was typed. */
export type ParamChoice = {
  readonly isVaried: boolean;
  /** From, to and step, or a list of values. */
  readonly kind: 'range' | 'list';
  readonly from: string;
  readonly to: string;
  readonly step: string;
  readonly list: string;
};

/** What is varied of one strategy; what is missing has its default. */
export type Search = {
  readonly params: Readonly<Record<string, ParamChoice>>;
  /** Condition that every combination meets; undefined: not touched yet. */
  readonly where?: string;
};

type SearchStore = {
  readonly byStrategy: Readonly<Record<string, Search>>;
  /** Names of strategies that a sweep tries beside the lab's. */
  readonly strategies: readonly string[];
  /** Series that a sweep tries beside the lab's, each by itself. */
  readonly series: readonly SeriesKey[];
  readonly search: SweepSearch;
  readonly trials: string;
  readonly metric: SweepMetric;
};

/** What sweeps and walk-forwards vary; one set-up for both, so that what was swept can be walked forward at once. */
export const useSearch = create<SearchStore>(() => ({ byStrategy: {}, strategies: [], series: [], search: 'grid', trials: '200', metric: 'sharpe' }));

export const changeSearch = (changes: Partial<Omit<SearchStore, 'byStrategy'>>): void => useSearch.setState(changes);

const changeOf = (strategy: string, change: (search: Search) => Search): void =>
  useSearch.setState(({ byStrategy }) => ({ byStrategy: { ...byStrategy, [strategy]: change(byStrategy[strategy] ?? { params: {} }) } }));

export const changeParamChoice = (strategy: string, name: string, choice: ParamChoice): void =>
  changeOf(strategy, (search) => ({ ...search, params: { ...search.params, [name]: choice } }));

export const changeWhere = (strategy: string, where: string): void => changeOf(strategy, (search) => ({ ...search, where }));
