import type { PanelDefinition } from '../../app/panels.ts';
import { Depth } from './depth.tsx';

export const depthPanel: PanelDefinition = { id: 'depth', title: 'Depth', component: Depth, words: 'order book ladder level 2' };
