import type { Param } from '../../../contract/model/param.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { readSetup, textOfParam, type Setup } from '../lab/index.ts';
import { readSearch, type ReadSearch } from './read-search.ts';
import type { Search } from './search-store.ts';

/** What a sweep and a walk-forward share: the lab's rules, costs and days, and what varies. */
export type SharedRequest = {
  readonly series: SeriesKey;
  readonly strategy: string;
  readonly params: Readonly<Record<string, number>>;
  readonly settings: ReturnType<typeof readSetup>['settings'];
  readonly space: ReadSearch['space'];
  readonly where?: string;
  readonly fromMs?: NonNullable<ReturnType<typeof readSetup>['fromMs']>;
  readonly toMs?: NonNullable<ReturnType<typeof readSetup>['toMs']>;
};

export type ReadRequest = { readonly faults: Readonly<Record<string, string>>; readonly request: SharedRequest | null };

/** The lab's set-up and the search as the application takes them; null where something is wrong or nothing to test is chosen. `mayStay`: nothing has to vary. */
export function readRequest(setup: Setup, strategy: StrategyInfo, search: Search | undefined, mayStay = false): ReadRequest {
  const read = readSetup(setup, strategy);
  const { faults: allFaults, space, where } = readSearch(strategy, search, (param: Param) => textOfParam(setup, strategy.name, param));
  const searchFaults = Object.fromEntries(Object.entries(allFaults).filter(([field]) => !(mayStay && field === 'vary')));
  const varied = new Set([...Object.keys(space), ...Object.keys(searchFaults).map((field) => field.replace('vary:', ''))]);
  // What varies takes no part of what is set, nor of its faults.
  const setupFaults = Object.fromEntries(Object.entries(read.faults).filter(([field]) => !varied.has(field.replace('param:', ''))));
  const faults = { ...setupFaults, ...searchFaults };
  if (Object.keys(faults).length > 0 || setup.series === null) return { faults, request: null };
  const params = Object.fromEntries(Object.entries(read.params).filter(([name]) => !varied.has(name)));
  return {
    faults,
    request: {
      series: setup.series, strategy: strategy.name, params, settings: read.settings, space,
      ...(where === undefined ? {} : { where }), ...(read.fromMs === null ? {} : { fromMs: read.fromMs }), ...(read.toMs === null ? {} : { toMs: read.toMs }),
    },
  };
}
