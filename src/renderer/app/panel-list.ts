import { chartPanel } from '../features/chart/index.ts';
import { importPanel, seriesChartPanel, seriesPanel } from '../features/data/index.ts';
import { depthPanel } from '../features/depth/index.ts';
import { editorPanel } from '../features/editor/index.ts';
import { labPanels } from '../features/lab/index.ts';
import { messagesPanel } from '../features/messages/index.ts';
import { microscopePanel } from '../features/microscope/index.ts';
import { newsPanel } from '../features/news/index.ts';
import { ordersPanel } from '../features/orders/index.ts';
import { paperSessionsPanel } from '../features/paper-sessions/index.ts';
import { positionsPanel } from '../features/positions/index.ts';
import { replayPanels } from '../features/replay/index.ts';
import { researchPanels } from '../features/research/index.ts';
import { runStatisticsPanel, statisticsPanel } from '../features/statistics/index.ts';
import { ticketPanel } from '../features/ticket/index.ts';
import { tradesPanel } from '../features/trades/index.ts';
import { watchlistPanel } from '../features/watchlist/index.ts';
import type { WorkspaceName } from './desk-store.ts';
import type { PanelDefinition } from './panels.ts';

/** Which panels each workspace offers. */
export const panelsOf: Readonly<Record<WorkspaceName, readonly PanelDefinition[]>> = {
  trade: [watchlistPanel, chartPanel, statisticsPanel, depthPanel, tradesPanel, ordersPanel, newsPanel, messagesPanel, positionsPanel, paperSessionsPanel, ticketPanel],
  lab: [...labPanels, microscopePanel, editorPanel, runStatisticsPanel, ...researchPanels],
  data: [seriesPanel, importPanel, seriesChartPanel],
  replay: replayPanels,
};
