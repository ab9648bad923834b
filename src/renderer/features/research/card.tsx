import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { Label } from '../../ui/text.tsx';
import styles from './robustness.module.css';

/** One question about a run: what was asked, the picture, and what it says. */
export const Card = ({ title, aside, reading, isWide = false, children }: { readonly title: string; readonly aside?: ReactNode; readonly reading?: ReactNode; readonly isWide?: boolean; readonly children: ReactNode }) => (
  <section className={cx(styles.card, isWide && styles.wide)} aria-label={title}>
    <header className={styles.cardHead}><h3><Label>{title}</Label></h3>{aside}</header>
    {reading !== undefined && <p className={styles.reading}>{reading}</p>}
    {children}
  </section>
);
