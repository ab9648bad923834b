import { Menu as BaseMenu } from '@base-ui/react/menu';
import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './button.tsx';
import { cx } from './cx.ts';
import styles from './menu.module.css';

export type MenuItem =
  | { readonly kind: 'item'; readonly id: string; readonly label: ReactNode; readonly keys?: string | undefined; readonly isDanger?: boolean; readonly isDisabled?: boolean; readonly onSelect: () => void }
  | { readonly kind: 'line'; readonly id: string };

const Items = ({ items }: { readonly items: readonly MenuItem[] }) =>
  items.map((item) =>
    item.kind === 'line' ? (
      <BaseMenu.Separator key={item.id} className={styles.line} />
    ) : (
      <BaseMenu.Item key={item.id} className={cx(styles.item, item.isDanger && styles.danger)} disabled={item.isDisabled ?? false} onClick={item.onSelect}>
        <span>{item.label}</span>
        {item.keys !== undefined && <Kbd>{item.keys}</Kbd>}
      </BaseMenu.Item>
    ),
  );

/** A list of things to do, opened by a button. */
export const Menu = ({ trigger, items }: { readonly trigger: ReactElement; readonly items: readonly MenuItem[] }) => (
  <BaseMenu.Root>
    <BaseMenu.Trigger render={trigger} />
    <BaseMenu.Portal>
      <BaseMenu.Positioner sideOffset={4} align="end" className={styles.positioner}>
        <BaseMenu.Popup className={styles.popup}><Items items={items} /></BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  </BaseMenu.Root>
);

/** What can be done with a thing, on its right button or the menu key. */
export const ContextMenu = ({ children, items }: { readonly children: ReactElement; readonly items: () => readonly MenuItem[] }) => (
  <BaseContextMenu.Root>
    <BaseContextMenu.Trigger render={children} />
    <BaseContextMenu.Portal>
      <BaseContextMenu.Positioner className={styles.positioner}>
        <BaseContextMenu.Popup className={styles.popup}><Items items={items()} /></BaseContextMenu.Popup>
      </BaseContextMenu.Positioner>
    </BaseContextMenu.Portal>
  </BaseContextMenu.Root>
);
