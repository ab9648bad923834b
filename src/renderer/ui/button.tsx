import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** primary: the one thing to do here · buy, sell: direction · danger: cannot be taken back · ghost: beside others · plain: all else. */
  readonly kind?: 'plain' | 'primary' | 'ghost' | 'buy' | 'sell' | 'danger';
  readonly size?: 'normal' | 'small' | 'send';
  readonly keys?: string;
};

export const Button = ({ kind = 'plain', size = 'normal', keys, className, children, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={cx(styles.button, styles[kind], styles[size], className)} {...rest}>
    {children}
    {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
  </button>
);

export type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly label: string; readonly isOn?: boolean; readonly children: ReactNode };

/** A button that shows a picture; its name is read out and shown as its tip. */
export const IconButton = ({ label, isOn, className, children, type = 'button', ...rest }: IconButtonProps) => (
  <button type={type} aria-label={label} title={label} aria-pressed={isOn} className={cx(styles.icon, isOn && styles.on, className)} {...rest}>
    {children}
  </button>
);

/** A key as it is engraved on a keyboard. */
export const Kbd = ({ children }: { readonly children: ReactNode }) => <kbd className={styles.kbd}>{children}</kbd>;
