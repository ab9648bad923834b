import { useId, useState, type ReactNode } from 'react';
import type { Explanation } from '../../../contract/model/description.ts';
import { cx } from '../../ui/cx.ts';
import styles from './statistics.module.css';

/** Formula, convention and source. */
export const Explained = ({ explanation: { formula, convention, source } }: { readonly explanation: Explanation }) => (
  <dl className={styles.explained}>
    <div><dt>Formula</dt><dd>{formula}</dd></div>
    <div><dt>Convention</dt><dd>{convention}</dd></div>
    <div><dt>Source</dt><dd>{source}</dd></div>
  </dl>
);

/** A question, its answer in a word or two and in a sentence, and the picture that shows it. How it is computed stands behind a button. */
export function Card({ title, verdict, sentence, explanation, isWide = false, children }: {
  readonly title: string;
  readonly verdict: string;
  readonly sentence: string;
  readonly explanation: Explanation;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <section className={cx(styles.card, isWide && styles.wide)} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        <button type="button" className={styles.how} aria-expanded={isOpen} aria-controls={id} aria-label={`How ${title} is computed`} title="How it is computed" onClick={() => setOpen(!isOpen)}>?</button>
      </header>
      <strong className={styles.verdict}>{verdict}</strong>
      <p className={styles.sentence}>{sentence}</p>
      <div id={id} hidden={!isOpen}>{isOpen && <Explained explanation={explanation} />}</div>
      {children}
    </section>
  );
}
