import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';
import { ImportActions, ImportBadge, SeriesActions } from './panel-parts.tsx';

export { DropTarget } from './drop-target.tsx';
export { sendFile } from './send-file.ts';

export const seriesPanel: PanelDefinition = {
  id: 'series', title: 'Stored bars', words: 'data series history files remove', actions: SeriesActions,
  component: lazyPanel(() => import('./series-panel.tsx').then((module) => module.SeriesPanel)),
};

export const importPanel: PanelDefinition = {
  id: 'import', title: 'Import', words: 'csv files drop upload', actions: ImportActions, badge: ImportBadge,
  component: lazyPanel(() => import('./import-panel.tsx').then((module) => module.ImportPanel)),
};

export const seriesChartPanel: PanelDefinition = {
  id: 'series-chart', title: 'Bars', words: 'chart of the stored series',
  component: lazyPanel(() => import('./series-chart.tsx').then((module) => module.SeriesChart)),
};
