import styles from './headline.module.css';

export type HeadFigure = {
  readonly title: string;
  readonly text: string;
  /** What is said beneath the figure. */
  readonly aside: string;
  readonly hint: string;
  /** Shown in the colour of what goes down. */
  readonly isFall?: boolean;
  /** A click on it says how it is computed. */
  readonly onExplain?: () => void;
};

/**
 * Six figures on top of a result, over a container whose width is known to styles. Where there is little room they never lose a
 * letter: `letters` sets them narrower in the same row, `rows` in two rows.
 */
export const Headline = ({ label, figures, narrow }: { readonly label: string; readonly figures: readonly HeadFigure[]; readonly narrow: 'letters' | 'rows' }) => (
  <dl className={styles.heads} aria-label={label} data-narrow={narrow}>
    {figures.map(({ title, text, aside, hint, isFall, onExplain }) => (
      <div key={title} title={hint}><dt>{onExplain === undefined ? title : <button type="button" className={styles.name} aria-haspopup="dialog" onClick={onExplain}>{title}</button>}</dt><dd className={isFall === true ? styles.fall : undefined}>{text}</dd><dd className={styles.aside}>{aside}</dd></div>
    ))}
  </dl>
);
