import type { PanelDefinition } from '../../app/panels.ts';
import { Positions, PositionsActions, PositionsCount } from './positions.tsx';

export { followPositions, usePositions } from './positions-store.ts';
export const positionsPanel: PanelDefinition = { id: 'positions', title: 'Positions', component: Positions, badge: PositionsCount, actions: PositionsActions, words: 'portfolio holdings profit loss' };
