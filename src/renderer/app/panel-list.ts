import { chartPanel } from '../features/chart/index.ts';
import { watchlistPanel } from '../features/watchlist/index.ts';
import type { WorkspaceName } from './desk-store.ts';
import type { PanelDefinition } from './panels.ts';

/** Which panels each workspace offers. */
export const panelsOf: Readonly<Record<WorkspaceName, readonly PanelDefinition[]>> = {
  trade: [watchlistPanel, chartPanel],
  lab: [],
  data: [],
};
