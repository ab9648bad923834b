import type { ImportFault } from '../../../contract/model/import-preview.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './data.module.css';

/** What is wrong, line by line. A click on one shows its row below. */
export function FaultList({ remarks, isFaulty, count, chosen, onChoose }: {
  readonly remarks: readonly ImportFault[];
  readonly isFaulty: boolean;
  /** How many there are; only the first are listed. */
  readonly count: number;
  readonly chosen: ImportFault | null;
  readonly onChoose: (remark: ImportFault) => void;
}) {
  return (
    <div className={cx(styles.faults, !isFaulty && styles.warnings)} role={isFaulty ? 'alert' : 'note'} aria-label={isFaulty ? 'Faults of the file' : 'Odd rows of the file'}>
      <header>
        <strong>{isFaulty ? `✕ ${sentence(count, 'fault')}` : `⚠ ${sentence(count, 'odd row')}`}</strong>
        <span>{isFaulty ? `${count >= 100 ? 'Reading stopped here. ' : ''}A file is stored whole or not at all, so nothing was stored.` : 'What looks wrong would be stored as it is.'}</span>
      </header>
      <ol aria-label={isFaulty ? 'Faults' : 'Odd rows'}>
        {remarks.map((remark, at) => (
          <li key={at}>
            <button type="button" aria-pressed={remark === chosen} disabled={remark.line === null} onClick={() => onChoose(remark)}>
              <b>{placeOf(remark)}</b>
              <span>{remark.reason} <i>{remark.remedy}</i></span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

const sentence = (count: number, what: string): string => `${formatNumber(count, 0)} ${what}${count === 1 ? '' : 's'}`;

function placeOf({ line, column }: ImportFault): string {
  const where = line === null ? 'Whole file' : `Line ${formatNumber(line, 0)}`;
  return column === null ? where : `${where}, ${column === '' ? 'first column' : column}`;
}
