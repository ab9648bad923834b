import { createColumnHelper, createSortedRowModel, rowSortingFeature, sortFns, tableFeatures, useTable, type SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './data-table.module.css';
import { useWidth } from './use-width.ts';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** What the column is sorted by; left out: it cannot be. Nulls come last. */
  readonly value?: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** Names on the left, numbers on the right. */
  readonly align?: 'left' | 'right';
  /** Share of the width, in pixels at the narrowest. */
  readonly width: number;
  readonly hint?: string;
  /** Where there is no room for all, columns with the highest number go first; left out: it always stays. */
  readonly rank?: number;
};

export type DataTableProps<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly selected?: string | null;
  readonly onSelect?: (row: Row) => void;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** Delete or Backspace on a selected row. */
  readonly onDelete?: (row: Row) => void;
  readonly empty: ReactNode;
  /** Cells of the row of totals, by column. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
  readonly sortedBy?: { readonly id: string; readonly descending: boolean };
  readonly rowClass?: (row: Row) => string | undefined;
  /** Rows run through, as a tape: a line of the page is written anew for the next row, which costs less than a new line for each. */
  readonly isFlow?: boolean;
};

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
/** The titles and the totals stand over the rows as they scroll. */
const headHeight = 22;
const rowHeights = { dense: 24, roomy: 28 } as const;

/**
 * Rows of figures: only those in sight are drawn, a click on a title sorts, arrow keys walk, Enter opens. The row stays chosen by its
 * key while its figures change.
 */
export function DataTable<Row>({ label, rows, columns: all, rowKey, selected = null, onSelect, onOpen, onDelete, empty, totals, sortedBy, rowClass, isFlow = false }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller, rows.length > 0);
  const columns = useMemo(() => fitWidths(fitColumns(all, width), width), [all, width]);
  const [sorting, setSorting] = useState<SortingState>(sortedBy === undefined ? [] : [{ id: sortedBy.id, desc: sortedBy.descending }]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, object>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value?.(row as Row) ?? undefined, {
        id: column.id, enableSorting: column.value !== undefined, sortUndefined: 'last', sortFn: 'basic', sortDescFirst: column.align !== 'left',
      }));
  }, [columns]);
  const table = useTable({ features, data: rows as readonly object[] as object[], columns: definitions, state: { sorting }, onSortingChange: setSorting, getRowId: (row) => rowKey(row as Row) });
  const sortedRows = table.getRowModel().rows;
  const rowHeight = rowHeights[document.documentElement.dataset['density'] === 'roomy' ? 'roomy' : 'dense'];
  const virtual = useVirtualizer({ count: sortedRows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8, scrollPaddingEnd: headHeight + (totals === undefined ? 0 : rowHeight) });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  const rowAt = (index: number): Row | undefined => sortedRows[index]?.original as Row | undefined;
  const chosen = sortedRows.findIndex((row) => row.id === selected);
  // A row that was chosen elsewhere comes into sight; one that is in sight stays where it is.
  useEffect(() => {
    if (chosen >= 0) virtual.scrollToIndex(chosen);
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Keys pressed on a title or on a button in a row are theirs, not the chosen row's.
    if (event.target !== event.currentTarget) return;
    const row = rowAt(chosen);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
    if (step !== undefined && onSelect !== undefined) {
      event.preventDefault();
      const next = Math.min(sortedRows.length - 1, Math.max(0, chosen + step));
      const target = rowAt(next);
      if (target !== undefined) {
        onSelect(target);
        virtual.scrollToIndex(next);
      }
    } else if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && row !== undefined) onDelete?.(row);
  };

  if (rows.length === 0) return <>{empty}</>;
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="region" aria-label={label} onKeyDown={onKeyDown}>
      <table className={styles.table} aria-rowcount={rows.length}>
        <colgroup>{columns.map((column) => <col key={column.id} style={{ width: column.width }} />)}</colgroup>
        <thead>
          <tr>
            {columns.map((column) => {
              const sorted = table.getColumn(column.id)?.getIsSorted() ?? false;
              return (
                <th key={column.id} className={cx(column.align === 'left' && styles.left)} title={column.hint} aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}>
                  {column.value === undefined ? column.title : (
                    <button type="button" className={styles.title} onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                      {column.title}{sorted === false ? '' : sorted === 'asc' ? ' ↑' : ' ↓'}
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden className={styles.space} style={{ height: before }} />}
          {items.map((item) => {
            const row = rowAt(item.index);
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <tr
                key={isFlow ? item.index : key}
                className={cx(styles.row, key === selected && styles.selected, rowClass?.(row))}
                aria-selected={onSelect === undefined ? undefined : key === selected}
                aria-rowindex={item.index + 1}
                onClick={() => onSelect?.(row)}
                onDoubleClick={() => onOpen?.(row)}
              >
                {columns.map((column) => <td key={column.id} className={cx(column.align === 'left' && styles.left)}>{column.cell(row)}</td>)}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden className={styles.space} style={{ height: after }} />}
        </tbody>
        {totals !== undefined && (
          <tfoot>
            <tr>{columns.map((column) => <td key={column.id} className={cx(column.align === 'left' && styles.left)}>{totals[column.id]}</td>)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** The columns that there is room for. Those without a rank stay even where there is none. */
export function fitColumns<C extends { readonly width: number; readonly rank?: number }>(columns: readonly C[], width: number): readonly C[] {
  if (width === 0) return columns;
  let shown = columns;
  while (shown.reduce((sum, column) => sum + column.width, 0) > width) {
    const highest = Math.max(...shown.map((column) => column.rank ?? 0));
    if (highest === 0) break;
    shown = shown.filter((column) => column !== shown.findLast((one) => one.rank === highest));
  }
  return shown;
}

/** Of its width a column of names gives up this share at most. */
const mostGiven = 0.3;

/** Widths that fit: where there is too little room, names give way and are cut, figures never are. */
export function fitWidths<C extends { readonly width: number; readonly align?: 'left' | 'right' }>(columns: readonly C[], width: number): readonly C[] {
  const missing = columns.reduce((sum, column) => sum + column.width, 0) - width;
  if (width === 0 || missing <= 0) return columns;
  const names = columns.reduce((sum, column) => sum + (column.align === 'left' ? column.width : 0), 0);
  const share = names === 0 ? 0 : Math.min(mostGiven, missing / names);
  return columns.map((column) => (column.align === 'left' ? { ...column, width: Math.floor(column.width * (1 - share)) } : column));
}
