import type { SweepSearch } from '../../../contract/model/sweep.ts';
import type { SweepEstimate } from '../../../contract/model/sweep-views.ts';
import { toSweepRequest } from './run-sweep.ts';
import { alone, type Further } from './read-further.ts';
import type { SharedRequest } from './read-request.ts';
import { useSearch } from './search-store.ts';
import { useDebounced } from './use-debounced.ts';
import { useFollowed, type Followed } from './use-followed.ts';

/** How much it would be, asked for once typing stands still. */
export function useEstimate(request: SharedRequest | null, search: SweepSearch, further: Further = alone): Followed<SweepEstimate> {
  const { trials, metric } = useSearch();
  const key = useDebounced(request === null ? null : JSON.stringify([request, further, search, trials, metric]), 350);
  return useFollowed(key, '', (api) => {
    if (request === null) throw new Error('There is nothing to estimate.');
    return api.sweeps.estimate(toSweepRequest(request, search, further));
  });
}
