import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

const panels = () => import('./panels.ts');
const words = 'distribution histogram quantile autocorrelation tests regimes volatility garch forecast normal';

/** What the series of the chart is like. Loaded when it is first shown. */
export const statisticsPanel: PanelDefinition = { id: 'statistics', title: 'Statistics', component: lazyPanel(() => panels().then((all) => all.SeriesStatistics)), words };

/** What the equity of the open run is like. */
export const runStatisticsPanel: PanelDefinition = { id: 'lab-statistics', title: 'Statistics', component: lazyPanel(() => panels().then((all) => all.RunStatistics)), words: `lab run ${words}` };
