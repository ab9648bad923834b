import { useId, useState } from 'react';
import type { ImportPreview } from '../../../contract/model/import-preview.ts';
import { useClient } from '../../app/client-context.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import styles from './data.module.css';
import type { ChosenRole, FileImport, ReadOptions } from './import-store.ts';
import { readAs } from './run-import.ts';

const roles: readonly (readonly [ChosenRole, string])[] = [['time', 'Time'], ['open', 'Open'], ['high', 'High'], ['low', 'Low'], ['close', 'Close'], ['volume', 'Volume']];
/** Stands for the reader's own finding; no name of a column begins so. */
const found = '\u0000found';

/** How the file is read: which column is what, which prices, which zone. The file is read anew after each change. */
export function ReadForm({ one, preview }: { readonly one: FileImport; readonly preview: ImportPreview }) {
  const client = useClient();
  const { layout, columns } = preview;
  const read = (change: Partial<ReadOptions>): void => void readAs(client, one.id, { ...one.options, ...change });
  if (layout === null) return null;
  const isMissing = roles.some(([role]) => role !== 'volume' && !columns.some((column) => column.role === role));
  const hasSides = layout.price !== 'trade' || layout.hasSides;
  return (
    <>
      <Label>Columns</Label>
      {isMissing && <p className={styles.hint}>⚠ Choose the columns that were not found by name.</p>}
      {(hasSides ? roles.filter(([role]) => role === 'time' || role === 'volume') : roles).map(([role, name]) => (
        <RoleField key={role} role={role} name={name} columns={columns} chosen={one.options.columns?.[role] ?? null} onChoose={(column) => read({ columns: withRole(one.options.columns, role, column) })} />
      ))}
      {hasSides && (
        <Segmented
          label="Prices to read"
          value={layout.price === 'trade' ? 'bid' : layout.price}
          choices={[{ value: 'bid', label: 'Bid' }, { value: 'ask', label: 'Ask' }, { value: 'mid', label: 'Middle' }]}
          onChange={(price) => read({ price })}
        />
      )}
      {layout.hasAdjusted && <Toggle isOn={layout.isAdjusted} onChange={(adjusted) => read({ adjusted })}>Adjusted for splits and dividends</Toggle>}
      <ZoneField value={one.options.timezone ?? 'UTC'} onChange={(timezone) => read({ timezone })} />
    </>
  );
}

function withRole(before: ReadOptions['columns'], role: ChosenRole, column: string | null): NonNullable<ReadOptions['columns']> {
  const { [role]: _, ...others } = before ?? {};
  return column === null ? others : { ...others, [role]: column };
}

function RoleField({ role, name, columns, chosen, onChoose }: {
  readonly role: ChosenRole;
  readonly name: string;
  readonly columns: ImportPreview['columns'];
  readonly chosen: string | null;
  readonly onChoose: (column: string | null) => void;
}) {
  const own = columns.find((column) => column.role === role);
  // What was found by its name stands first and not a second time.
  const names = [...new Set(columns.map((column) => column.name))].filter((text) => chosen !== null || text !== own?.name);
  const label = (text: string): string => (text === '' ? '(unnamed)' : text);
  const choices = [{ value: found, label: chosen === null && own !== undefined ? label(own.name) : 'as found by name' }, ...names.map((value) => ({ value, label: label(value) }))];
  const none = role === 'volume' ? 'none' : 'choose…';
  return (
    <ChoiceField
      label={name}
      value={chosen ?? found}
      choices={chosen === null && own === undefined ? [{ value: found, label: none }, ...choices.slice(1)] : choices}
      onChange={(value) => onChoose(value === found ? null : value)}
    />
  );
}

function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The zone of times that name none. It is taken when it is one. */
function ZoneField({ value, onChange }: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const [text, setText] = useState(value);
  const list = useId();
  return (
    <>
      <TextField
        label="Time zone"
        value={text}
        list={list}
        fault={isZone(text) ? null : 'Give a zone such as America/New_York or UTC.'}
        title="Of times that name none themselves"
        onChange={(next) => {
          setText(next);
          if (isZone(next) && next !== value) onChange(next);
        }}
      />
      <datalist id={list}>{['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => <option key={zone} value={zone} />)}</datalist>
    </>
  );
}
