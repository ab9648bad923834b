import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/field.tsx';
import { readFigure } from './read-ticket.ts';
import styles from './tables.module.css';

/** Something of an order or a trade that can be changed. `mayGo`: an empty field takes it away. */
export type Term = { readonly name: string; readonly label: string; readonly value: number | null; readonly mayGo?: boolean };

type ChangeTermsProps = {
  readonly title: string;
  readonly terms: readonly Term[];
  readonly tickSize: string;
  readonly onClose: () => void;
  /** Takes what was changed; true: it was done, or is being asked about. */
  readonly onGive: (changed: Readonly<Record<string, number | null>>) => Promise<boolean>;
};

/** New terms, given on the close of the present bar. */
export function ChangeTerms({ title, terms, tickSize, onClose, onGive }: ChangeTermsProps) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(terms.map(({ name, value }) => [name, value === null ? '' : String(value)])));
  const read = terms.map((term) => ({ term, ...readFigure(texts[term.name] ?? '', term.label.toLowerCase(), term.mayGo === true) }));
  const changed = Object.fromEntries(read.filter(({ term, value }) => value !== term.value).map(({ term, value }) => [term.name, value]));
  const isFine = read.every(({ fault }) => fault === null);
  const give = async (): Promise<void> => {
    if (!isFine) return;
    if (Object.keys(changed).length === 0 || (await onGive(changed))) onClose();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose} width={340} footer={<><Button kind="ghost" onClick={onClose}>Keep as it is</Button><Button kind="primary" disabled={!isFine} onClick={() => void give()}>Change</Button></>}>
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void give(); }}>
        {read.map(({ term, fault }) => (
          <NumberField key={term.name} label={term.label} step={term.name === 'quantity' ? '1' : tickSize} placeholder={term.mayGo === true ? 'none' : ''} value={texts[term.name] ?? ''} onChange={(text) => setTexts((before) => ({ ...before, [term.name]: text }))} fault={fault} />
        ))}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
