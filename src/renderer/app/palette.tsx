import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { useState } from 'react';
import { useInstruments } from '../features/market/index.ts';
import { Kbd } from '../ui/button.tsx';
import { describeKeys, runCommand, useCommands } from './commands.ts';
import { chooseInstrument } from './desk-store.ts';
import styles from './palette.module.css';
import { useSettings } from './settings-store.ts';
import { useShowing } from './showing.ts';

const close = (): void => useShowing.setState({ palette: false });
const groups = ['Trade', 'Chart', 'Tape', 'Lab', 'Data', 'Window', 'Help'] as const;

/** Every command and every instrument, by a few letters. */
export function Palette() {
  const isOpen = useShowing((showing) => showing.palette);
  return isOpen ? <OpenPalette /> : null;
}

function OpenPalette() {
  const [text, setText] = useState('');
  const commands = [...useCommands((store) => store.commands).values()].filter((one) => one.isEnabled?.() ?? true);
  const instruments = useInstruments((store) => store.all);
  const own = useSettings((store) => store.settings.hotKeys);
  const choose = (run: () => void): void => {
    close();
    run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup className={styles.content} aria-label="Commands and instruments">
          <Cmdk label="Commands and instruments" loop>
      <Cmdk.Input className={styles.input} placeholder="A command or an instrument" value={text} onValueChange={setText} />
      <Cmdk.List className={styles.list}>
        <Cmdk.Empty className={styles.empty}>Nothing is called that. Try a symbol such as ACME, or a word such as layout.</Cmdk.Empty>
        {text !== '' && (
          <Cmdk.Group heading="Instruments">
            {instruments.map((one) => (
              <Cmdk.Item key={one.id} value={`${one.id} ${one.name}`} onSelect={() => choose(() => chooseInstrument(one.id))}>
                <strong>{one.symbol}</strong> <span className={styles.quiet}>{one.name}</span> <span className={styles.end}>{one.venue}</span>
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        )}
        {groups.map((group) => {
          const mine = commands.filter((one) => one.group === group);
          return mine.length === 0 ? null : (
            <Cmdk.Group key={group} heading={group}>
              {mine.map((one) => {
                const keys = own[one.id] ?? one.keys;
                return (
                  <Cmdk.Item key={one.id} value={`${one.title} ${one.words ?? ''} ${one.id}`} onSelect={() => choose(() => runCommand(one.id))}>
                    {one.title} {keys !== undefined && keys !== '' && <span className={styles.end}><Kbd>{describeKeys(keys)}</Kbd></span>}
                  </Cmdk.Item>
                );
              })}
            </Cmdk.Group>
          );
        })}
      </Cmdk.List>
          </Cmdk>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
