import { Fragment, useState } from 'react';
import type { SeriesTest } from '../../../contract/model/description.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { Card, Explained } from '../../ui/card.tsx';
import styles from './statistics.module.css';

/** The tests in plain words with their numbers; a row opens to say what it means and how it is computed. */
export function Tests({ tests }: { readonly tests: readonly SeriesTest[] }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Card title="Tests" isWide>
      <table className={styles.tests}>
        <thead><tr><th scope="col">Question</th><th scope="col">Answer</th><th scope="col">Test</th><th scope="col">Statistic</th><th scope="col">p</th></tr></thead>
        <tbody>
          {tests.map((test) => {
            const isOpen = open === test.id;
            return (
              <Fragment key={test.id}>
                <tr>
                  <th scope="row"><button type="button" className={styles.question} aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : test.id)}><i aria-hidden>{isOpen ? '▾' : '▸'}</i>{test.question}</button></th>
                  <td className={cx(styles.answer, test.isRejected && styles.notable)}>{test.verdict}</td>
                  <td>{test.title}</td>
                  <td>{formatNumber(test.statistic, 2)}</td>
                  <td>{sayP(test)}</td>
                </tr>
                {isOpen && <tr><td colSpan={5} className={styles.meaning}><p>{test.sentence}</p><Explained explanation={test.explanation} /></td></tr>}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}

/** Tables that end somewhere say only that p lies beyond. */
function sayP({ pValue, isPValueAtEdge }: SeriesTest): string {
  if (pValue === null) return '–';
  if (isPValueAtEdge) return `${pValue < 0.05 ? '≤' : '≥'} ${formatNumber(pValue, 2)}`;
  return pValue < 0.001 ? '< 0.001' : formatNumber(pValue, 3);
}
