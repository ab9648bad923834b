import { Select } from '@base-ui/react/select';
import { ChevronDown } from 'lucide-react';
import styles from './choice-field.module.css';

/** One of several, behind a label. */
export function ChoiceField<T extends string>({ label, value, choices, onChange }: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <Select.Root items={[...choices]} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Select.Trigger className={styles.trigger} aria-label={label}>
        <span className={styles.name}>{label}</span>
        <Select.Value className={styles.value} />
        <ChevronDown size={12} aria-hidden />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className={styles.popup}>
            {choices.map((choice) => (
              <Select.Item key={choice.value} value={choice.value} className={styles.item}>
                <Select.ItemText>{choice.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
