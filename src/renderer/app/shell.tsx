import { useEffect } from 'react';
import { AccountStrip } from '../features/account/index.ts';
import { DropTarget } from '../features/data/index.ts';
import { EditorKeeper } from '../features/editor/index.ts';
import { RunStrip } from '../features/lab/index.ts';
import { useKeptMessages } from '../features/messages/index.ts';
import { followMarket } from '../features/market/index.ts';
import { followPositions } from '../features/positions/index.ts';
import { ReplayDeck, ReplayStrip, useReplayCommands } from '../features/replay/index.ts';
import { Deck } from '../features/tape/index.ts';
import { followTrading, useTradingCommands } from '../features/trading/index.ts';
import { Tour, useTourCommand } from '../features/tour/index.ts';
import { useClient } from './client-context.tsx';
import { ConnectionBanner, Starting } from './connection-banner.tsx';
import { useDeskMemory } from './desk-memory.ts';
import { useDesk } from './desk-store.ts';
import { useHotKeys } from './hot-keys.ts';
import { LazyPalette } from './lazy-palette.tsx';
import { followLink, useLink } from './link-store.ts';
import { NoticeList } from './notice-list.tsx';
import { followSettings } from './settings-store.ts';
import { Sheets } from './sheets/sheets.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TimeframeEntry } from './typed/timeframe-entry.tsx';
import { TopBar } from './top-bar.tsx';
import { useWindowCommands } from './window-commands.tsx';
import { Workspace } from './workspace.tsx';
import { useMode } from './use-mode.ts';

/** The workstation: bars above and below, panels between. The frame says what kind of money moves. */
export function Shell() {
  const client = useClient();
  const link = useLink((store) => store.state);
  const mode = useMode();
  const isBack = useDeskMemory();
  const workspace = useDesk((desk) => desk.workspace);
  useEffect(() => followLink(client), [client]);
  useEffect(() => followSettings(client), [client]);
  useEffect(() => followMarket(client), [client]);
  useEffect(() => followTrading(client), [client]);
  useEffect(() => followPositions(client), [client]);
  useKeptMessages();
  useWindowCommands();
  useTradingCommands();
  useTourCommand();
  useReplayCommands();
  useHotKeys();
  return (
    <div className={styles.shell} data-mode={mode} data-connection={link}>
      <TopBar />
      <div className={styles.strip}>{workspace === 'lab' ? <><RunStrip /><EditorKeeper /></> : workspace === 'replay' ? <ReplayStrip /> : <AccountStrip />}</div>
      <main className={styles.main}>{link === 'starting' || !isBack ? <Starting /> : <Workspace />}</main>
      {workspace === 'replay' ? <ReplayDeck /> : <Deck />}
      <StatusBar />
      <NoticeList />
      <ConnectionBanner />
      <Tour />
      <Sheets />
      <LazyPalette />
      <TimeframeEntry />
      <DropTarget />
    </div>
  );
}
