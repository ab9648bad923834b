import { useState } from 'react';
import { Button, Kbd } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Label } from '../../ui/text.tsx';
import { commandGroups, runCommand, useCommands } from '../commands.ts';
import { keysOfCommand } from '../keys/bindings.ts';
import { findCommands } from '../keys/find-commands.ts';
import { describeKeys } from '../keys/key-names.ts';
import { useSettings } from '../settings-store.ts';
import styles from './sheets.module.css';

/** What can be typed while nothing has the focus, besides the keys of commands. */
const typed: readonly (readonly [keys: string, meaning: string])[] = [
  ['A letter', 'finds an instrument; letters with a command of their own, such as B and S, give the command'],
  ['Digits, Enter', 'sets the timeframe: 5 is 5m, 60 is 1h, 240 is 4h, 1d is 1d'],
  ['Space, Enter', 'on a button press that button'],
  ['Arrows', 'walk through a table or a group of choices that has the focus'],
];

/** Every command with its keys, by group. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands((store) => store.commands);
  const own = useSettings((store) => store.settings.hotKeys);
  const [filter, setFilter] = useState('');
  const found = findCommands([...commands.values()], filter, own);
  const change = (): void => {
    onClose();
    runCommand('window.settings');
  };
  return (
    <Dialog title="Keys" isOpen onClose={onClose} width={840} footer={<Button onClick={change}>Change keys…</Button>}>
      <TextField label="Find" data-align="left" data-first value={filter} onChange={setFilter} placeholder="a command or its keys" />
      {found.length === 0 && <p className={styles.empty}>No command is called that. Try another word, or the keys themselves.</p>}
      <div className={styles.columns}>
        {commandGroups.map((group) => {
          const mine = found.filter((one) => one.group === group);
          return mine.length === 0 ? null : (
            <section key={group} className={styles.group} aria-label={group}>
              <Label>{group}</Label>
              <dl>
                {mine.map((one) => {
                  const keys = keysOfCommand(one, own);
                  return <div key={one.id}><dt>{one.title}</dt><dd>{keys === '' ? <span className={styles.quiet}>–</span> : <Kbd>{describeKeys(keys)}</Kbd>}</dd></div>;
                })}
              </dl>
            </section>
          );
        })}
        {filter === '' && (
          <section className={styles.group} aria-label="Typing on the desk">
            <Label>Typing on the desk</Label>
            <dl className={styles.stacked}>{typed.map(([keys, meaning]) => <div key={keys}><dt><Kbd>{keys}</Kbd></dt><dd>{meaning}</dd></div>)}</dl>
          </section>
        )}
      </div>
    </Dialog>
  );
}
