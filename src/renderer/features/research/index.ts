import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

const panels = () => import('./panels.ts');

/** Many runs at once: parameters against each other, parameters on unseen bars, and how a run fares when things go otherwise. Loaded when first opened. */
export const researchPanels: readonly PanelDefinition[] = [
  { id: 'lab-sweep', title: 'Sweep', component: lazyPanel(() => panels().then((all) => all.SweepPanel)), words: 'lab parameters optimise grid random tpe heat map parallel coordinates ranking' },
  { id: 'lab-walk-forward', title: 'Walk-forward', component: lazyPanel(() => panels().then((all) => all.WalkForwardPanel)), words: 'lab folds out of sample unseen train test efficiency' },
  { id: 'lab-robustness', title: 'Robustness', component: lazyPanel(() => panels().then((all) => all.RobustnessPanel)), words: 'lab monte carlo stress costs delay noise jitter fan luck' },
];
