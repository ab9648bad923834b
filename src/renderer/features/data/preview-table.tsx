import { Fragment, useEffect, useRef } from 'react';
import type { ImportFault, ImportPreview } from '../../../contract/model/import-preview.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './data.module.css';

type Row = { readonly line: number; readonly cells: readonly string[] };

/** The first rows as they are written, and those with faults; columns that are not read are dimmed. */
export function PreviewTable({ preview, chosen }: { readonly preview: ImportPreview; readonly chosen: ImportFault | null }) {
  const { columns, rows, rowLines, faultRows, faults, warnings } = preview;
  const marked = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  if (columns.length === 0) return <p className={styles.noRows}>There is no row to show.</p>;
  const all: readonly Row[] = [...rows.map((cells, at) => ({ line: rowLines[at] ?? 0, cells })), ...faultRows];
  const faultyColumns = new Map<number, Set<string | null>>();
  for (const { line, column } of faults.length > 0 ? faults : warnings) if (line !== null) faultyColumns.set(line, (faultyColumns.get(line) ?? new Set()).add(column));
  const chosenLine = chosen?.line ?? null;
  const chosenRow = chosenLine === null ? undefined : all.find((row) => row.line === chosenLine);
  // What is said of the header stands on a line above all rows.
  const isHeaderChosen = chosenLine !== null && chosenLine < (rowLines[0] ?? Infinity);
  return (
    <div className={styles.sample} role="region" aria-label="Rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr className={cx(isHeaderChosen && styles.chosenHeader)} aria-current={isHeaderChosen ? 'true' : undefined}>
            <th scope="col" className={styles.lineNumber}>Line</th>
            {columns.map(({ name, role }, at) => (
              <th key={at} scope="col" className={cx(role === null && styles.unused)}>
                <small>{role === null ? 'not read' : roleNames[role]}</small>
                {name === '' ? '(unnamed)' : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((row, at) => {
            const before = all[at - 1]?.line ?? row.line;
            const isAfterGap = at >= rows.length && row.line - before > 1;
            const isChosen = row === chosenRow;
            return (
              <Fragment key={row.line}>
                {isAfterGap && <tr className={styles.skipped}><td colSpan={columns.length + 1}>… lines {formatNumber(before + 1, 0)} to {formatNumber(row.line - 1, 0)}</td></tr>}
                <tr ref={isChosen ? marked : undefined} className={cx(faultyColumns.has(row.line) && (faults.length > 0 ? styles.faultyRow : styles.oddRow), isChosen && styles.chosenRow)} aria-current={isChosen ? 'true' : undefined}>
                  <th scope="row" className={styles.lineNumber}>{formatNumber(row.line, 0)}</th>
                  {columns.map(({ name, role }, column) => (
                    <td key={column} className={cx(role === null && styles.unused, faultyColumns.get(row.line)?.has(name) === true && (faults.length > 0 ? styles.faultyCell : styles.oddCell))}>{row.cells[column] ?? ''}</td>
                  ))}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const roleNames = { time: 'Time', open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: 'Volume', adjusted: 'Adjusted' } as const;
