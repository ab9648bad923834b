import type { PanelDefinition } from '../../app/panels.ts';
import { Watchlist } from './watchlist.tsx';

export const watchlistPanel: PanelDefinition = { id: 'watchlist', title: 'Watchlist', component: Watchlist, words: 'instruments symbols quotes' };
