import { useMemo, useState } from 'react';
import type { ImportPreview as Preview } from '../../../contract/model/import-preview.ts';
import { cx } from '../../ui/cx.ts';
import { dash, formatNumber } from '../../ui/format.ts';
import { Label } from '../../ui/text.tsx';
import styles from './data.module.css';
import { FaultList } from './fault-list.tsx';
import { formatBytes } from './format-bytes.ts';
import { ImportForm } from './import-form.tsx';
import type { FileImport } from './import-store.ts';
import { PreviewTable } from './preview-table.tsx';
import { momentText } from './span-text.ts';

/** What is in a file: its figures, its faults, its first rows; and beside them what is to become of it. */
export function ImportPreview({ one, preview }: { readonly one: FileImport; readonly preview: Preview }) {
  const [line, setLine] = useState<number | null>(null);
  const hasFaults = preview.faults.length > 0;
  const remarks = hasFaults ? preview.faults : preview.warnings;
  const chosen = useMemo(() => remarks.find((remark) => remark.line === line && line !== null) ?? null, [remarks, line]);
  return (
    <div className={styles.preview} aria-busy={one.stage === 'reading'}>
      <section className={styles.content} aria-label={`Preview of ${one.name}`}>
        <Figures one={one} preview={preview} />
        {remarks.length > 0 && (
          <FaultList remarks={remarks} isFaulty={hasFaults} count={hasFaults ? preview.faults.length : preview.warningCount} chosen={chosen} onChoose={(remark) => setLine(remark.line)} />
        )}
        <PreviewTable preview={preview} chosen={chosen} />
      </section>
      <ImportForm one={one} preview={preview} />
    </div>
  );
}

const separators: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const prices: Readonly<Record<string, string>> = { trade: 'traded', bid: 'bid', ask: 'ask', mid: 'middle of bid and ask' };

function Figures({ one, preview }: { readonly one: FileImport; readonly preview: Preview }) {
  const { layout, rowCount, fromMs, toMs, guessedTimeframe, timeframe } = preview;
  const written = layout === null ? dash : `${separators[layout.separator] ?? layout.separator}-separated`;
  return (
    <dl className={styles.figures}>
      <Figure name="Bars">{rowCount === null ? dash : formatNumber(rowCount, 0)}</Figure>
      <Figure name="First bar">{momentText(fromMs, timeframe)}</Figure>
      <Figure name="Last bar">{momentText(toMs, timeframe)}</Figure>
      <Figure name="Looks like">{guessedTimeframe === null ? dash : `${guessedTimeframe} bars`}</Figure>
      <Figure name="File" isLong>{`${formatBytes(one.file.size)}, ${written}${layout === null ? '' : `, ${layout.isAdjusted ? 'adjusted' : prices[layout.price]} prices`}`}</Figure>
    </dl>
  );
}

const Figure = ({ name, isLong = false, children }: { readonly name: string; readonly isLong?: boolean; readonly children: string }) => (
  <div className={cx(styles.figure, isLong && styles.long)}><dt><Label>{name}</Label></dt><dd title={children}>{children}</dd></div>
);
