import { useState } from 'react';
import type { Health } from '../../contract/model/system.ts';
import { useLink, type LinkState } from './link-store.ts';
import styles from './status-bar.module.css';
import { useStateStream } from './use-stream.ts';

const words: Readonly<Record<LinkState, string>> = { open: 'Connected', starting: 'Connecting…', lost: 'Connection lost, trying again…', 'logged-out': 'Logged out' };

/** What works and what does not, in one line. */
export function StatusBar() {
  const link = useLink((store) => store.state);
  const [health, setHealth] = useState<Health | null>(null);
  useStateStream('health', (api, signal) => api.system.watchHealth({}, { signal }), setHealth);
  const isOpen = link === 'open';
  return (
    <footer className={styles.bar} role="contentinfo">
      <span><i className={isOpen ? styles.ok : styles.lost} aria-hidden /> {words[link]}</span>
      {isOpen && health?.parts.map((part) => (
        <span key={part.name} title={part.detail}>
          <i className={part.status === 'ok' ? styles.ok : part.status === 'warning' ? styles.warning : styles.failed} aria-hidden />
          {part.name} <b>{part.status === 'ok' ? 'OK' : part.status === 'warning' ? 'CHECK' : 'FAILED'}</b>
        </span>
      ))}
      <a className={styles.credit} href="https://www.tradingview.com/" target="_blank" rel="noopener noreferrer" title="Charts: TradingView Lightweight Charts™">Charts by TradingView</a>
    </footer>
  );
}
