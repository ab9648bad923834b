import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

export { timeframes } from './timeframe-choice.tsx';
export { useChart, type ChosenIndicator } from './chart-store.ts';
export { readChosen } from './indicators/read-chosen.ts';

/** The chart library is a sixth of the window's code: it is fetched while the rest is painted. */
const loading = import('./chart-panel.tsx');
export const chartPanel: PanelDefinition = { id: 'chart', title: 'Chart', component: lazyPanel(async () => (await loading).ChartPanel), words: 'candles prices indicators' };
