import { useId, useState, type ReactNode } from 'react';
import type { Explanation } from '../../contract/model/description.ts';
import { cx } from './cx.ts';
import { trueMinus } from './format.ts';
import styles from './card.module.css';

/** Cards beside and below one another, as many as there is room for. */
export const Cards = ({ label, head, children }: { readonly label: string; readonly head?: ReactNode; readonly children: ReactNode }) => (
  <div className={styles.scroller} tabIndex={0} role="region" aria-label={label}>
    {head}
    <div className={styles.cards}>{children}</div>
  </div>
);

/** Formula, convention and source. */
export const Explained = ({ explanation: { formula, convention, source } }: { readonly explanation: Explanation }) => (
  <dl className={styles.explained}>
    <div><dt>Formula</dt><dd>{formula}</dd></div>
    <div><dt>Convention</dt><dd>{convention}</dd></div>
    <div><dt>Source</dt><dd>{source}</dd></div>
  </dl>
);

type CardProps = {
  readonly title: string;
  /** The answer in a word or two, and in a sentence. */
  readonly verdict?: string;
  readonly sentence?: string;
  /** How it is computed: stands behind a button. */
  readonly explanation?: Explanation;
  readonly isWide?: boolean;
  /** Stands at the right of the title. */
  readonly tools?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A question, its answer in a word or two and in a sentence, and the picture that shows it. */
export function Card({ title, verdict, sentence, explanation, isWide = false, tools, className, children }: CardProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <section className={cx(styles.card, isWide && styles.wide, className)} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        {tools}
        {explanation !== undefined && <button type="button" className={styles.how} aria-expanded={isOpen} aria-controls={id} aria-label={`How ${title} is computed`} title="How it is computed" onClick={() => setOpen(!isOpen)}>?</button>}
      </header>
      {verdict !== undefined && <strong className={styles.verdict}>{trueMinus(verdict)}</strong>}
      {sentence !== undefined && <p className={styles.sentence}>{trueMinus(sentence)}</p>}
      {explanation !== undefined && <div id={id} hidden={!isOpen}>{isOpen && <Explained explanation={explanation} />}</div>}
      {children}
    </section>
  );
}
