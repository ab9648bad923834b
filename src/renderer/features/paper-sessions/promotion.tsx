import { lazyPanel } from '../../app/lazy-panel.tsx';
import { usePromotion } from './promotion-store.ts';

const Dialog = lazyPanel(() => import('./panels.ts').then((all) => all.PromoteDialog));

/** The dialog that lets a run trade on paper, loaded when it is first asked for. */
export const Promotion = () => (usePromotion((store) => store.run !== null) ? <Dialog /> : null);
