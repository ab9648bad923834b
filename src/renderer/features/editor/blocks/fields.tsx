import { Plus, X } from 'lucide-react';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { RuleScalar } from '../../../../contract/model/rule.ts';
import { cx } from '../../../ui/cx.ts';
import { readScalar, scalarText } from '../rules/scalar-text.ts';
import { useBlocks } from './blocks-context.ts';
import styles from './blocks.module.css';

/** One of several, in a line of words. */
export const Chip = <T extends string>({ label, value, choices, onChange }: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) => (
  <select className={styles.chip} aria-label={label} title={label} value={value} onChange={({ target }) => { const found = choices.find((one) => one.value === target.value); if (found !== undefined) onChange(found.value); }}>
    {choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
  </select>
);

/** Text that is taken over as soon as it can be read; until then it stays as it was typed, and is marked. */
function TypedField({ label, text, isRead, onText, list, letters }: {
  readonly label: string;
  readonly text: string;
  readonly isRead: (text: string) => boolean;
  readonly onText: (text: string) => void;
  readonly list?: readonly string[];
  readonly letters: number;
}) {
  const id = useId();
  const [typed, setTyped] = useState(text);
  const [isHere, setHere] = useState(false);
  useEffect(() => {
    if (!isHere) setTyped(text);
  }, [text, isHere]);
  const isFine = isRead(typed);
  return (
    <>
      <input
        className={cx(styles.chip, styles.typed)} aria-label={label} title={label} aria-invalid={!isFine} value={typed} size={letters} autoComplete="off" spellCheck={false}
        list={list === undefined || list.length === 0 ? undefined : id}
        onFocus={() => setHere(true)} onBlur={() => { setHere(false); setTyped(text); }}
        onChange={({ target }) => { setTyped(target.value); if (isRead(target.value)) onText(target.value); }}
      />
      {list !== undefined && list.length > 0 && <datalist id={id}>{list.map((one) => <option key={one} value={one} />)}</datalist>}
    </>
  );
}

/** A number, or the name of a parameter of the rules. */
export function ScalarField({ label, value, onChange }: { readonly label: string; readonly value: RuleScalar; readonly onChange: (value: RuleScalar) => void }) {
  const params = useBlocks().rules.params.map(({ name }) => name);
  const text = scalarText(value);
  return (
    <TypedField
      label={label} text={text} letters={Math.max(4, text.length)} list={params} isRead={(typed) => readScalar(typed, params) !== null}
      onText={(typed) => { const read = readScalar(typed, params); if (read !== null) onChange(read); }}
    />
  );
}

/** A number in a range. */
export const FigureField = ({ label, value, isFine, onChange }: { readonly label: string; readonly value: number; readonly isFine: (value: number) => boolean; readonly onChange: (value: number) => void }) => (
  <TypedField
    label={label} text={String(value)} letters={Math.max(4, String(value).length)}
    isRead={(typed) => { const read = readScalar(typed, []); return typeof read === 'number' && isFine(read); }} onText={(typed) => { const read = readScalar(typed, []); if (typeof read === 'number') onChange(read); }}
  />
);

const isName = (text: string): boolean => /^[a-z][A-Za-z0-9]{0,30}$/.test(text);

/** A name of the rules' own; one that something else has is not taken. */
export const NameField = ({ label, value, others, onChange }: { readonly label: string; readonly value: string; readonly others: readonly string[]; readonly onChange: (value: string) => void }) => (
  <TypedField label={label} text={value} letters={Math.max(6, value.length)} isRead={(typed) => isName(typed) && (typed === value || !others.includes(typed))} onText={onChange} />
);

export const RemoveButton = ({ label, onClick, disabled = false, why }: { readonly label: string; readonly onClick: () => void; readonly disabled?: boolean; readonly why?: string }) => (
  <button type="button" className={styles.remove} aria-label={label} title={disabled ? why : label} disabled={disabled} onClick={onClick}><X size={12} aria-hidden /></button>
);

export const AddButton = ({ children, onClick }: { readonly children: ReactNode; readonly onClick: () => void }) => (
  <button type="button" className={styles.add} onClick={onClick}><Plus size={11} aria-hidden /> {children}</button>
);
