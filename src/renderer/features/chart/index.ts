import type { PanelDefinition } from '../../app/panels.ts';
import { ChartPanel } from './chart-panel.tsx';

export { useChart } from './chart-store.ts';
export { timeframes } from './timeframe-choice.tsx';
export const chartPanel: PanelDefinition = { id: 'chart', title: 'Chart', component: ChartPanel, words: 'candles prices indicators' };
