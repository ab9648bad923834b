import { Popover } from '@base-ui/react/popover';
import { Eye, EyeOff, MoreHorizontal, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import type { ChartIndicator } from '../../../../contract/model/chart-indicator.ts';
import { formatReading, isWholeOutput, placesOfReadings, pricesPane, type IndicatorReading } from '../../../chart/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Menu } from '../../../ui/menu.tsx';
import { changeIndicator, duplicateIndicator, moveIndicator, removeIndicator, useChart, useKnown } from '../chart-store.ts';
import styles from './legends.module.css';
import { labelIndicator, titleOfOutput } from './label-indicator.ts';
import { openPicker } from './picker-store.ts';
import tune from './tune.module.css';
import { Tune } from './tune.tsx';

/** An indicator in the legend: its values, and everything that can be done with it. */
export function IndicatorRow({ one, readings, places, note }: {
  readonly one: ChartIndicator;
  readonly readings: readonly IndicatorReading[];
  readonly places: number;
  /** Why nothing of it can be seen though it is drawn; null: something can, or it is hidden. */
  readonly note: string | null;
}) {
  const indicators = useChart((store) => store.indicators);
  const fault = useChart((store) => store.faults[one.id] ?? null);
  const known = useKnown((store) => store.known);
  const row = useRef<HTMLDivElement>(null);
  const info = known.get(one.name);
  const label = labelIndicator(one, indicators, known);
  const toggle = (): void => changeIndicator(one.id, { isShown: !one.isShown });
  const remove = (): void => {
    focusNext(row.current);
    removeIndicator(one.id, label);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.altKey && event.key === 'ArrowUp' ? () => moveIndicator(one.id, -1)
      : event.altKey && event.key === 'ArrowDown' ? () => moveIndicator(one.id, 1)
      : event.key === 'Delete' ? remove : null;
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div ref={row} className={cx(styles.row, !one.isShown && styles.hidden)} data-indicator={one.id}>
      <Popover.Root>
        <Popover.Trigger className={styles.name} style={{ color: readings[0]?.color }} onKeyDown={onKeyDown} title={info === undefined ? undefined : `${info.title}. Click to change it.`}>{label}</Popover.Trigger>
        {info !== undefined && (
          <Popover.Portal>
            <Popover.Positioner className={tune.positioner} side="bottom" align="start" sideOffset={6} collisionPadding={8}>
              <Popover.Popup className={tune.popup} aria-label={`Settings of ${info.title}`}><Tune one={one} info={info} /></Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        )}
      </Popover.Root>
      {fault !== null && one.isShown && <span className={styles.fault} title={fault}>⚠ {fault}</span>}
      {one.isShown && fault === null && <Readings one={one} readings={readings} places={places} />}
      {one.isShown && fault === null && note !== null && <span className={styles.note}>{note}</span>}
      <span className={styles.tools}>
        <button type="button" aria-label={`${one.isShown ? 'Hide' : 'Show'} ${label}`} title={one.isShown ? 'Hide' : 'Show'} onClick={toggle}>{one.isShown ? <Eye size={11} aria-hidden /> : <EyeOff size={11} aria-hidden />}</button>
        <Menu
          trigger={<button type="button" aria-label={`More about ${label}`} title="More"><MoreHorizontal size={11} aria-hidden /></button>}
          items={[
            { kind: 'item', id: 'up', label: 'Move up', keys: 'Alt ↑', isDisabled: indicators[0]?.id === one.id, onSelect: () => moveIndicator(one.id, -1) },
            { kind: 'item', id: 'down', label: 'Move down', keys: 'Alt ↓', isDisabled: indicators.at(-1)?.id === one.id, onSelect: () => moveIndicator(one.id, 1) },
            { kind: 'item', id: 'duplicate', label: 'Duplicate', onSelect: () => duplicateIndicator(one.id) },
            { kind: 'item', id: 'on', label: 'Put an indicator on it…', onSelect: () => openPicker(one.id) },
            { kind: 'line', id: 'line' },
            { kind: 'item', id: 'remove', label: 'Remove', keys: 'Del', isDanger: true, onSelect: remove },
          ]}
        />
        <button type="button" aria-label={`Remove ${label}`} title="Remove" onClick={remove}><X size={11} aria-hidden /></button>
      </span>
    </div>
  );
}

/** Values in the colours of their lines. */
export function Readings({ one, readings, places }: { readonly one: ChartIndicator; readonly readings: readonly IndicatorReading[]; readonly places: number }) {
  const info = useKnown((store) => store.known.get(one.name));
  const apart = placesOfReadings(readings.map(({ value }) => value));
  return readings.map(({ name, pane, color, value }) => (
    <b key={name} style={{ color }} title={info === undefined ? name : titleOfOutput(name, info)}>{formatReading(value, isWholeOutput(name) ? 0 : pane === pricesPane ? places : apart)}</b>
  ));
}

/** Whoever removes one with the keyboard goes on with its neighbour. */
function focusNext(row: HTMLElement | null): void {
  if (row === null || !row.contains(document.activeElement)) return;
  const rows = [...(row.closest('[role="group"]')?.querySelectorAll<HTMLElement>('[data-indicator]') ?? [])];
  const at = rows.indexOf(row);
  (rows[at + 1] ?? rows[at - 1])?.querySelector('button')?.focus();
}
