import type { Param } from '../../../contract/model/param.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/field.tsx';
import { describeParam } from './read-setup.ts';
import styles from './setup-panel.module.css';

/** A parameter of a strategy: a figure in its range, or one of the names that stand for its values. */
export function ParamField({ param, text, fault, onChange }: { readonly param: Param; readonly text: string; readonly fault: string | null; readonly onChange: (text: string) => void }) {
  const choices = param.choices?.map(({ value, title }) => ({ value: String(value), label: title }));
  if (choices !== undefined) {
    // What another run was made with and nothing is called stays to be seen.
    const shown = choices.some(({ value }) => value === text) ? choices : [...choices, { value: text, label: text }];
    return <div><ChoiceField label={param.title} value={text} choices={shown} onChange={onChange} />{fault !== null && <p className={styles.fault} role="alert">⚠ {fault}</p>}</div>;
  }
  return (
    <div>
      <NumberField label={param.title} step={param.isInteger ? '1' : '0.01'} value={text} onChange={onChange} fault={fault} />
      {fault === null && <p className={styles.hint}>{describeParam(param)}</p>}
    </div>
  );
}
