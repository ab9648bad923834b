import { Menu as MenuIcon, Power, Search, Settings as SettingsIcon } from 'lucide-react';
import { IconButton, Kbd } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Menu } from '../ui/menu.tsx';
import { Reels } from '../ui/reels.tsx';
import { describeKeys, runCommand, useCommands } from './commands.ts';
import { openWorkspace, useDesk, type WorkspaceName } from './desk-store.ts';
import { openPalette } from './showing.ts';
import styles from './top-bar.module.css';
import { useMode } from './use-mode.ts';

const workspaces: readonly { readonly name: WorkspaceName; readonly title: string; readonly keys: string }[] = [
  { name: 'trade', title: 'Trade', keys: 'F1' },
  { name: 'lab', title: 'Lab', keys: 'F2' },
  { name: 'data', title: 'Data', keys: 'F3' },
  { name: 'replay', title: 'Replay', keys: 'F4' },
];

export function TopBar() {
  const open = useDesk((desk) => desk.workspace);
  const mode = useMode();
  const panels = useCommands((store) => [...store.commands.values()].filter((one) => one.id.startsWith('window.show-') || one.id === 'window.reset-layout').map((one) => one.id).join(' '));
  const commands = useCommands((store) => store.commands);
  return (
    <header className={styles.bar}>
      <div className={styles.brand}><Reels size={26} /> <h1>Tapedeck</h1></div>
      <nav aria-label="Workspaces" className={styles.workspaces}>
        {workspaces.map(({ name, title, keys }) => (
          <button key={name} type="button" className={cx(styles.workspace, name === open && styles.open)} aria-current={name === open ? 'page' : undefined} onClick={() => openWorkspace(name)}>
            {title} <Kbd>{keys}</Kbd>
          </button>
        ))}
      </nav>
      <button type="button" className={styles.search} onClick={() => openPalette()}>
        <Search size={14} aria-hidden /> <span>Search, or type an order…</span> <Kbd>{describeKeys('$mod+KeyK')}</Kbd>
      </button>
      <Menu
        trigger={<IconButton label="Panels of this workspace"><MenuIcon size={16} /></IconButton>}
        items={panels.split(' ').flatMap((id) => {
          const command = commands.get(id);
          return command === undefined ? [] : [{ kind: 'item' as const, id, label: command.title, onSelect: command.run }];
        })}
      />
      <IconButton label="Settings" onClick={() => runCommand('window.settings')}><SettingsIcon size={16} /></IconButton>
      <span className={styles.mode} data-mode={mode}>
        <b>{mode === 'live' ? '● LIVE' : 'PAPER'}</b>
        <span>{mode === 'live' ? 'real money' : 'simulated market'}</span>
      </span>
      <button type="button" className={styles.kill} onClick={() => runCommand('trade.kill')} title="Stop trading and cancel every open order">
        <Power size={13} aria-hidden /> KILL <kbd>{describeKeys('$mod+Shift+KeyK')}</kbd>
      </button>
    </header>
  );
}
