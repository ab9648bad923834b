import type { ReactNode } from 'react';
import styles from './tool-panel.module.css';

/** A row of tools over what they act on, which takes the rest of the panel. `title`: the row begins with a name, and says more beside it. */
export const ToolPanel = ({ tools, kind = 'choices', children }: { readonly tools: ReactNode; readonly kind?: 'choices' | 'title'; readonly children: ReactNode }) => (
  <div className={styles.panel}>
    <div className={styles.tools} data-kind={kind}>{tools}</div>
    {children}
  </div>
);
