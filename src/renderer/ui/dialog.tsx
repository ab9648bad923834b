import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

/** A question or a sheet over the desk; Esc closes it and focus goes back. The top bar stays in reach of the pointer: KILL is never covered. What bears `data-first` has the focus at first. */
export const Dialog = ({ title, isOpen, onClose, children, footer, width = 480 }: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly width?: number;
}) => {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root modal="trap-focus" open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup ref={popup} initialFocus={() => popup.current?.querySelector<HTMLElement>('[data-first]') ?? true} className={styles.popup} style={{ width: `min(${width}px, calc(100vw - 32px))` }}>
          <header className={styles.header}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <BaseDialog.Close className={styles.close} aria-label="Close"><X size={14} /></BaseDialog.Close>
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
};
