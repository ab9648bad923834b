import type { PanelDefinition } from '../../app/panels.ts';
import { Trades } from './trades.tsx';

export const tradesPanel: PanelDefinition = { id: 'trades', title: 'Time & sales', component: Trades, words: 'prints tape trades' };
