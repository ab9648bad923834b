import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

const panels = () => import('./panels.ts');

/** Strategies that trade on paper. Loaded when first opened. */
export const paperSessionsPanel: PanelDefinition = {
  id: 'paper-sessions', title: 'Strategies on paper', component: lazyPanel(() => panels().then((all) => all.SessionList)), words: 'paper sessions live strategies automatic promote journal',
};

/** For the lab: how the open run is to trade on paper. */
export { Promotion } from './promotion.tsx';
export { askForPaper } from './promotion-store.ts';
