import { useId, type InputHTMLAttributes, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

export type TextFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong, in a sentence under the field. */
  readonly fault?: string | null;
  readonly suffix?: ReactNode;
};

/** One line of text with its label engraved inside. */
export function TextField({ label, value, onChange, fault = null, suffix, className, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className={cx(styles.wrap, className)}>
      <label className={cx(styles.field, fault !== null && styles.faulty)}>
        <span className={styles.name}>{label}</span>
        <input value={value} onChange={(event) => onChange(event.target.value)} aria-invalid={fault !== null} aria-describedby={fault === null ? undefined : id} autoComplete="off" spellCheck={false} {...rest} />
        {suffix}
      </label>
      {fault !== null && <p id={id} className={styles.fault}>⚠ {fault}</p>}
    </div>
  );
}

export type NumberFieldProps = Omit<TextFieldProps, 'suffix'> & {
  /** Step of the arrow keys and buttons, as exact decimal text; Shift takes ten. */
  readonly step: string;
};

/** Adds steps to decimal text without leaving decimals: scaled to whole steps, so 0.1 + 0.2 stays 0.3. */
export function stepDecimal(text: string, step: string, count: number): string {
  const places = Math.max(digitsAfterPoint(text), digitsAfterPoint(step));
  const scale = 10 ** places;
  const next = Math.round(Number(text || '0') * scale) + Math.round(Number(step) * scale) * count;
  return Number.isFinite(next) ? (Math.max(0, next) / scale).toFixed(places) : text;
}
const digitsAfterPoint = (text: string): number => text.split('.')[1]?.length ?? 0;

/** A figure that is typed, or moved with arrow keys and the two small buttons. What is typed stays as typed: the order desk reads decimals. */
export function NumberField({ step, onChange, value, ...rest }: NumberFieldProps) {
  const move = (count: number): void => onChange(stepDecimal(value, step, count));
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
  };
  return (
    <TextField
      {...rest}
      value={value}
      inputMode="decimal"
      onKeyDown={onKeyDown}
      onChange={(next) => onChange(next.replaceAll(',', '').trim())}
      suffix={
        <span className={styles.stepper} aria-hidden>
          <button type="button" tabIndex={-1} onClick={() => move(1)}>▲</button>
          <button type="button" tabIndex={-1} onClick={() => move(-1)}>▼</button>
        </span>
      }
    />
  );
}
