import { useId, useState } from 'react';
import { findInstrument } from '../../../app/typed/find-instrument.ts';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useInstruments } from '../../market/index.ts';
import type { InstrumentInput } from './benchmark.ts';

const columns = (['close', 'open', 'high', 'low', 'volume'] as const).map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }));

/** Which instrument is read, found by symbol or name as it is typed, and which column of it. What is unknown waits in the field. */
export function InstrumentField({ read, onChange }: { readonly read: InstrumentInput; readonly onChange: (read: InstrumentInput) => void }) {
  const id = useId();
  const instruments = useInstruments((store) => store.all);
  const symbol = instruments.find((one) => one.id === read.instrumentId)?.symbol ?? read.instrumentId;
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string): void => {
    setTyped(text);
    const found = findInstrument(text.trim(), instruments);
    if (found !== null && found.id !== read.instrumentId) onChange({ ...read, instrumentId: found.id });
  };
  const isUnknown = typed !== null && findInstrument(typed.trim(), instruments) === null;
  return (
    <>
      <TextField
        label="Instrument" value={typed ?? symbol} list={id} onChange={type} onFocus={(event) => event.target.select()} onBlur={() => { if (!isUnknown) setTyped(null); }}
        fault={isUnknown ? `There is no instrument ${typed.trim() === '' ? 'without a name' : typed.trim()}; ${symbol} is read until one is named.` : null}
      />
      <datalist id={id}>{instruments.map((one) => <option key={one.id} value={findInstrument(one.symbol, instruments)?.id === one.id ? one.symbol : one.id}>{one.name}</option>)}</datalist>
      <ChoiceField label="Its" value={read.column} choices={columns} onChange={(column) => onChange({ ...read, column })} />
    </>
  );
}
