import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './segmented.module.css';

export type Choice<T extends string> = { readonly value: T; readonly label: ReactNode; readonly hint?: string };

/** One of a few, all of them in sight. Arrow keys move, and something is always chosen. */
export function Segmented<T extends string>({ label, value, choices, onChange, size = 'normal' }: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
  readonly size?: 'normal' | 'small' | 'bare';
}) {
  return (
    <ToggleGroup aria-label={label} className={cx(styles.group, styles[size])} value={[value]} onValueChange={([next]) => next !== undefined && onChange(next as T)}>
      {choices.map((choice) => (
        <Toggle key={choice.value} value={choice.value} className={styles.item} title={choice.hint}>
          {choice.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
