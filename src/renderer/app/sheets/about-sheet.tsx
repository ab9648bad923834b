import type { ReactNode } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { formatIsoDate, formatTime } from '../../ui/format.ts';
import { Reels } from '../../ui/reels.tsx';
import { KeyValue, Label } from '../../ui/text.tsx';
import { useCall } from '../use-call.ts';
import styles from './sheets.module.css';

const Link = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => <a className={styles.link} href={to} target="_blank" rel="noopener noreferrer">{children}</a>;

/** What this is, and whose work is in it. */
export function AboutSheet({ onClose }: { readonly onClose: () => void }) {
  const { value: info, error } = useCall('about', (api) => api.system.info({}));
  return (
    <Dialog title="About Tapedeck" isOpen onClose={onClose} width={520}>
      <div className={styles.about}>
        <div className={styles.brand}><Reels size={40} /> <div><strong>Tapedeck</strong><p className={styles.hint}>Research, backtests and trading on one engine, on your own computer.</p></div></div>
        {error !== null ? <p className={styles.fault}>The version is not known: {error}</p> : (
          <dl>
            <KeyValue name="Version">{info?.version ?? '…'}</KeyValue>
            <KeyValue name="Engine">{info?.engineVersion ?? '…'}</KeyValue>
            <KeyValue name="Mode">{info === null ? '…' : info.mode === 'paper' ? 'Paper: no real money' : 'Live'}</KeyValue>
            <KeyValue name="Running since">{info === null ? '…' : `${formatIsoDate(info.startedAtMs, 'local')} ${formatTime(info.startedAtMs, 'local')}`}</KeyValue>
          </dl>
        )}
        <p>Everything that this window can do, programs can do too: <Link to="/api/v1/docs">the procedures and their addresses</Link>.</p>
        <section className={styles.notices}>
          <Label>Prices</Label>
          <p>Instruments, prices and companies of the simulated market are made up by Tapedeck. Files that you import stay yours, under their own terms.</p>
          <Label>Charts</Label>
          <p>TradingView Lightweight Charts™, Copyright © TradingView, Inc. <Link to="https://www.tradingview.com/">https://www.tradingview.com/</Link>. Licensed under the <Link to="https://www.apache.org/licenses/LICENSE-2.0">Apache License 2.0</Link>.</p>
          <Label>Fonts</Label>
          <p>Archivo, Copyright The Archivo Project Authors. Martian Mono, Copyright The Martian Mono Project Authors. Both under the <Link to="https://openfontlicense.org">SIL Open Font License 1.1</Link>.</p>
          <Label>Window</Label>
          <p>React, Base UI, dockview, cmdk, TanStack Table and Virtual, tinykeys, zustand, uPlot and oRPC, under the MIT licence; Lucide icons, under the ISC licence.</p>
        </section>
      </div>
    </Dialog>
  );
}
