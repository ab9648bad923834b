import type { PanelDefinition } from '../../app/panels.ts';
import { ChartPanel } from './chart-panel.tsx';

export { timeframes } from './timeframe-choice.tsx';
export { useChart, type ChosenIndicator } from './chart-store.ts';
export const chartPanel: PanelDefinition = { id: 'chart', title: 'Chart', component: ChartPanel, words: 'candles prices indicators' };
