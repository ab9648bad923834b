import { figuresOf } from './figure-text.ts';
import styles from './figures-panel.module.css';
import { useLab } from './lab-store.ts';
import { WithReport } from './with-report.tsx';

/** All figures of the open run. */
export const FiguresPanel = () => <WithReport>{(report) => <Figures report={report} />}</WithReport>;

function Figures({ report }: { readonly report: Parameters<typeof figuresOf>[0] }) {
  const dialect = useLab((lab) => lab.dialect);
  return (
    <dl className={styles.figures} aria-label="Figures of the run">
      {figuresOf(report, dialect).map(({ name, text, hint }) => (
        <div key={name} title={hint}><dt>{name}</dt><dd>{text}</dd></div>
      ))}
    </dl>
  );
}
