import { Button } from './button.tsx';
import { LevelMeter } from './level-meter.tsx';
import styles from './progress.module.css';

/** How far something is, and the way to stop it. `share` null: not known yet. */
export const Progress = ({ title, share, detail, onCancel }: {
  readonly title: string;
  readonly share: number | null;
  readonly detail?: string;
  readonly onCancel?: () => void;
}) => (
  <div className={styles.progress}>
    <div className={styles.line}>
      <strong>{title}</strong>
      <span>{share === null ? '…' : `${Math.floor(share * 100)}%`}</span>
    </div>
    <LevelMeter label={title} value={share} segments={48} />
    <div className={styles.line}>
      <span className={styles.detail}>{detail}</span>
      {onCancel !== undefined && <Button size="small" kind="ghost" keys="Esc" onClick={onCancel}>Cancel</Button>}
    </div>
  </div>
);
