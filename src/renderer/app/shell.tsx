import { useEffect } from 'react';
import { AccountStrip } from '../features/account/index.ts';
import { DropTarget } from '../features/data/index.ts';
import { followMarket } from '../features/market/index.ts';
import { followPositions } from '../features/positions/index.ts';
import { Deck } from '../features/tape/index.ts';
import { followTrading, useTradingCommands } from '../features/trading/index.ts';
import { useClient, useConnection } from './client-context.tsx';
import { useHotKeys } from './hot-keys.ts';
import { NoticeList } from './notice-list.tsx';
import { Palette } from './palette.tsx';
import { followSettings } from './settings-store.ts';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useWindowCommands } from './window-commands.tsx';
import { Workspace } from './workspace.tsx';
import { useMode } from './use-mode.ts';

/** The workstation: bars above and below, panels between. The frame says what kind of money moves. */
export function Shell() {
  const client = useClient();
  const connection = useConnection();
  const mode = useMode();
  useEffect(() => followSettings(client), [client]);
  useEffect(() => followMarket(client), [client]);
  useEffect(() => followTrading(client), [client]);
  useEffect(() => followPositions(client), [client]);
  useWindowCommands();
  useTradingCommands();
  useHotKeys();
  return (
    <div className={styles.shell} data-mode={mode} data-connection={connection}>
      <TopBar />
      <AccountStrip />
      <main className={styles.main}><Workspace /></main>
      <Deck />
      <StatusBar />
      <NoticeList />
      <Palette />
      <DropTarget />
    </div>
  );
}
