import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

/** Loaded when it is first opened. */
export const microscopePanel: PanelDefinition = {
  id: 'lab-microscope', title: 'Microscope', component: lazyPanel(() => import('./microscope-panel.tsx').then((all) => all.MicroscopePanel)), words: 'lab bar by bar scrub reasons fills orders indicators',
};
