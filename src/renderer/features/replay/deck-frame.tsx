import { lazyPanel } from '../../app/lazy-panel.tsx';
import styles from './deck-frame.module.css';

const LoadedDeck = lazyPanel(() => import('./panels.ts').then((all) => all.ReplayDeck));

/** The place of the replay's tape, which holds its height while what is in it is being loaded. */
export const ReplayDeck = () => <section className={styles.frame} aria-label="Tape of the replay"><LoadedDeck /></section>;
