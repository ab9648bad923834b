import type { FigureNote } from '../../../contract/model/report.ts';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Explained } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { closeExplanation, useExplained, type AskedFigure } from './explain-store.ts';
import styles from './explain-dialog.module.css';

/** What the figure that was clicked says of itself: formula, what it is computed from, convention and source. */
export function ExplainDialog() {
  const figure = useExplained((store) => store.figure);
  return <Dialog title={figure?.title ?? ''} isOpen={figure !== null} onClose={closeExplanation}>{figure !== null && <Explanation figure={figure} />}</Dialog>;
}

function Explanation({ figure }: { readonly figure: AskedFigure }) {
  const { value, state, error, reload } = useCall<readonly FigureNote[]>(`figures ${figure.dialect}`, (api) => api.backtests.explain({ dialect: figure.dialect }));
  const note = value?.find(({ name }) => name === figure.name);
  return (
    <div className={styles.body}>
      <p className={styles.value}>{figure.text}</p>
      {figure.hint !== '' && <p>{figure.hint}</p>}
      {state === 'failed' ? <Failed title="The explanation could not be loaded" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>
        : value === null ? <Loading rows={3} label="Loading the explanation" />
          : note === undefined ? <p className={styles.quiet}>Nothing is written about this figure.</p>
            : (
              <>
                <Explained explanation={{ formula: note.formula, convention: note.convention === '' ? 'as everybody has it' : note.convention, source: note.source }} />
                <p className={styles.quiet}>Computed from {note.inputs.join(', ')}.</p>
              </>
            )}
    </div>
  );
}
