import { LogIn, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatDuration, formatTime } from '../ui/format.ts';
import { Reels } from '../ui/reels.tsx';
import styles from './connection-banner.module.css';
import { useLink } from './link-store.ts';

/** After this long people are told what else it may be. */
const longMs = 15_000;

/** Says over the deck that the connection is lost, for as long as it is, and that what is shown is old. */
export function ConnectionBanner() {
  const { state, tries, lostAtMs } = useLink();
  const nowMs = useSecond(state === 'lost');
  if (lostAtMs === null || (state !== 'lost' && state !== 'logged-out')) return null;
  if (state === 'logged-out') {
    return (
      <div className={styles.banner} role="alert">
        <LogIn size={14} aria-hidden />
        <p><strong>This browser is logged out.</strong> Open the link that Tapedeck printed when it started, or run “tapedeck serve” again in a terminal: it prints a new one.</p>
      </div>
    );
  }
  const age = Math.max(0, nowMs - lostAtMs);
  return (
    <div className={styles.banner}>
      <RefreshCw size={14} aria-hidden />
      <p role="alert">
        <strong>Connection lost.</strong> Figures are as they were at {formatTime(lostAtMs, 'local')}, and orders go on without this window.
        {age >= longMs && ' If Tapedeck was started again, open the new link that it printed.'}
      </p>
      <span className={styles.tries} aria-label={`Attempt ${tries}`}>try {tries} · {formatDuration(Math.floor(age / 1_000) * 1_000)}</span>
    </div>
  );
}

/** In place of the panels until the application was reached for the first time. */
export function Starting() {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.starting} role="status" aria-label="Connecting to Tapedeck">
      {isSeen && <><Reels size={48} played={0.5} /><strong>Connecting to Tapedeck…</strong></>}
    </div>
  );
}

function useSecond(isOn: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isOn) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
