import { Switch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import styles from './toggle.module.css';

/** On or off, in effect at once. */
export const Toggle = ({ isOn, onChange, children, isDisabled = false }: {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
}) => (
  <label className={styles.toggle}>
    <Switch.Root checked={isOn} onCheckedChange={onChange} disabled={isDisabled} className={styles.track}>
      <Switch.Thumb className={styles.thumb} />
    </Switch.Root>
    {children}
  </label>
);
