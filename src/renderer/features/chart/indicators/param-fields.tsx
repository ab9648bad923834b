import { useId, type KeyboardEvent } from 'react';
import type { Param } from '../../../../contract/model/param.ts';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { stepDecimal } from '../../../ui/field.tsx';
import { describeRange, faultOf, isMoment, titleOfParam } from './label-indicator.ts';
import styles from './param-fields.module.css';

/** Parameters as they are typed: text, which may be wrong for the moment. */
export type TypedParams = Readonly<Record<string, string>>;

export const toTyped = (params: readonly Param[], values: Readonly<Record<string, number>>): TypedParams =>
  Object.fromEntries(params.map((param) => [param.name, String(values[param.name] ?? param.default)]));

/** The numbers that were typed; null while one of them is wrong. */
export function toParams(params: readonly Param[], typed: TypedParams): Record<string, number> | null {
  if (params.some((param) => faultOf(param, typed[param.name] ?? '') !== null)) return null;
  return Object.fromEntries(params.map((param) => [param.name, Number(typed[param.name])]));
}

/** A field for each parameter with its range; what is wrong with one stands under it. */
export const ParamFields = ({ params, typed, onChange }: { readonly params: readonly Param[]; readonly typed: TypedParams; readonly onChange: (typed: TypedParams) => void }) => (
  <div className={styles.fields}>
    {params.map((param) => <ParamField key={param.name} param={param} text={typed[param.name] ?? ''} onChange={(text) => onChange({ ...typed, [param.name]: text })} />)}
  </div>
);

function ParamField({ param, text, onChange }: { readonly param: Param; readonly text: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  if (param.choices !== undefined) {
    return <ChoiceField label={param.title} value={text} choices={param.choices.map((choice) => ({ value: String(choice.value), label: choice.title }))} onChange={onChange} />;
  }
  const fault = faultOf(param, text);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onChange(stepDecimal(text, stepOf(param), (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)));
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{titleOfParam(param)}</label>
      {isMoment(param)
        ? <input id={id} type="datetime-local" value={toLocalText(Number(text))} aria-invalid={fault !== null} aria-describedby={`${id}-range`} onChange={(event) => onChange(fromLocalText(event.target.value))} />
        : <input id={id} inputMode="decimal" autoComplete="off" spellCheck={false} value={text} aria-invalid={fault !== null} aria-describedby={`${id}-range`} onChange={(event) => onChange(event.target.value.replaceAll(',', '').replace('−', '-').trim())} onKeyDown={onKeyDown} />}
      <p id={`${id}-range`} className={fault === null ? styles.range : styles.fault}>
        {fault !== null ? `⚠ ${fault}` : isMoment(param) ? 'UTC; bars before it have no value' : `${describeRange(param).replace(/^a whole number from |^a number from /, '')} · usually ${param.default}`}
      </p>
    </div>
  );
}

/** One for counts; for the rest a tenth of the usual value's size. */
const stepOf = ({ isInteger, default: usual }: Param): string => (isInteger ? '1' : (10 ** Math.min(0, Math.floor(Math.log10(Math.abs(usual) || 1)) - 1)).toFixed(6).replace(/0+$/, '').replace(/\.$/, ''));

const toLocalText = (ms: number): string => (Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(0, 16) : '');
const fromLocalText = (text: string): string => (text === '' ? '0' : String(Date.parse(`${text}Z`)));
