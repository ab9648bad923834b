import type { ReactNode } from 'react';
import styles from './tool-panel.module.css';

/** A row of tools over what they act on, which takes the rest of the panel. */
export const ToolPanel = ({ tools, children }: { readonly tools: ReactNode; readonly children: ReactNode }) => (
  <div className={styles.panel}>
    <div className={styles.tools}>{tools}</div>
    {children}
  </div>
);
