import { Failed, Loading } from '../../ui/panel-state.tsx';
import { Button } from '../../ui/button.tsx';
import { useAnalysis } from './analysis-store.ts';
import { explainFigure } from './explain-store.ts';
import { figuresOf, isOfReport } from './figure-text.ts';
import styles from './figures-panel.module.css';
import { useLab } from './lab-store.ts';
import { WithReport } from './with-report.tsx';

/** All figures of the open run. A click on one says how it is computed. */
export const FiguresPanel = () => <WithReport>{(report) => <Figures report={report} />}</WithReport>;

function Figures({ report }: { readonly report: Parameters<typeof figuresOf>[0] }) {
  const dialect = useLab((lab) => lab.dialect);
  // What is of the returns alone is computed when somebody looks at it.
  const { value, state, error, reload } = useAnalysis(!isOfReport(dialect));
  const figures = isOfReport(dialect) ? figuresOf(report, dialect) : value === null ? null : figuresOf(report, dialect, value);
  if (figures === null) return state === 'failed' ? <Failed title="No figures" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed> : <Loading rows={8} label="Computing the figures" />;
  return (
    <dl className={styles.figures} aria-label="Figures of the run">
      {figures.map(({ id, name, text, hint }) => (
        <div key={name} title={hint}>
          <dt><button type="button" className={styles.name} aria-haspopup="dialog" onClick={() => explainFigure({ dialect, name: id, title: name, text, hint })}>{name}</button></dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
