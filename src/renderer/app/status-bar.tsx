import { useState } from 'react';
import type { Health } from '../../contract/model/system.ts';
import { useConnection } from './client-context.tsx';
import styles from './status-bar.module.css';
import { useStateStream } from './use-stream.ts';

/** What works and what does not, in one line. */
export function StatusBar() {
  const connection = useConnection();
  const [health, setHealth] = useState<Health | null>(null);
  useStateStream('health', (api, signal) => api.system.watchHealth({}, { signal }), setHealth);
  const isOpen = connection === 'open';
  return (
    <footer className={styles.bar} role="contentinfo">
      <span><i className={isOpen ? styles.ok : styles.lost} aria-hidden /> {isOpen ? 'Connected' : connection === 'connecting' ? 'Connecting…' : 'Connection lost, trying again…'}</span>
      {isOpen && health?.parts.map((part) => (
        <span key={part.name} title={part.detail}>
          <i className={part.status === 'ok' ? styles.ok : part.status === 'warning' ? styles.warning : styles.failed} aria-hidden />
          {part.name} <b>{part.status === 'ok' ? 'OK' : part.status === 'warning' ? 'CHECK' : 'FAILED'}</b>
        </span>
      ))}
    </footer>
  );
}
