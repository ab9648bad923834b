import { create } from 'zustand';
import type { SeriesDescription } from '../../../contract/model/description.ts';

/** How far a description is. What was found before stays while it is asked for anew. */
export type Described = {
  readonly state: 'loading' | 'ready' | 'failed' | 'cancelled';
  /** Share done; null: not known yet. */
  readonly share: number | null;
  readonly description: SeriesDescription | null;
  readonly fault: string | null;
};

type Store = {
  /** By what is described, one entry for each panel: what another series was is forgotten. */
  readonly described: ReadonlyMap<string, { readonly key: string; readonly value: Described }>;
  readonly bars: number;
  readonly breaks: 'out' | 'in';
};

/** What the panels show, kept while they are out of sight. */
export const useStatistics = create<Store>(() => ({ described: new Map(), bars: 3_000, breaks: 'out' }));

export const setDescribed = (panel: string, key: string, value: Described): void =>
  useStatistics.setState(({ described }) => ({ described: new Map([...described, [panel, { key, value }]]) }));

export const chooseBars = (bars: number): void => useStatistics.setState({ bars });
export const chooseBreaks = (breaks: 'out' | 'in'): void => useStatistics.setState({ breaks });
