import { useEffect, useState } from 'react';
import { Button, Kbd } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { TextField } from '../../ui/field.tsx';
import { useClient } from '../client-context.tsx';
import { useCommands, type Command } from '../commands.ts';
import { bindKeys, findOwner, keysOfCommand, resetKeys, type OwnKeys } from '../keys/bindings.ts';
import { findCommands } from '../keys/find-commands.ts';
import { describeKeys, findKeysFault, keysOf } from '../keys/key-names.ts';
import { changeSettings, useSettings } from '../settings-store.ts';
import styles from './sheets.module.css';

/** What is being pressed for a command: still nothing, keys that cannot be taken, or keys of another command. */
type Asking = { readonly id: string; readonly fault?: string; readonly keys?: string; readonly owner?: Command };

/** Every command with its keys; a click on them and the next press changes them. */
export function HotKeys() {
  const client = useClient();
  const commands = useCommands((store) => store.commands);
  const own = useSettings((store) => store.settings.hotKeys);
  const [filter, setFilter] = useState('');
  const [asking, setAsking] = useState<Asking | null>(null);
  const store = (hotKeys: OwnKeys): void => {
    setAsking(null);
    void changeSettings(client, { hotKeys });
  };
  const take = (command: Command, keys: string): void => store(bindKeys(command, keys, commands.values(), own));

  const hear = (command: Command, event: KeyboardEvent): void => {
    const keys = keysOf(event);
    event.preventDefault();
    event.stopPropagation();
    if (keys === null) return;
    if (keys === 'Escape') return setAsking(null);
    if (keys === 'Backspace') return take(command, '');
    const fault = findKeysFault(keys);
    const owner = findOwner(keys, command.id, commands.values(), own);
    if (fault !== null) setAsking({ id: command.id, fault });
    else if (owner !== null) setAsking({ id: command.id, keys, owner });
    else take(command, keys);
  };
  useEffect(() => {
    const command = asking === null || asking.owner !== undefined ? undefined : commands.get(asking.id);
    if (command === undefined) return;
    // Before all others: a sheet would close at Esc, and the keys would do what they still do.
    const listen = (event: KeyboardEvent): void => hear(command, event);
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [asking, commands, own]);

  return (
    <>
      <div className={styles.tools}>
        <TextField className={styles.grow ?? ''} label="Find" data-align="left" data-first value={filter} onChange={setFilter} placeholder="a command or its keys" />
        <Button disabled={Object.keys(own).length === 0} onClick={() => store({})}>Reset all</Button>
      </div>
      <ul className={styles.commands} aria-label="Commands and their keys">
        {findCommands([...commands.values()], filter, own).map((command) => {
          const keys = keysOfCommand(command, own);
          const isAsked = asking?.id === command.id;
          return (
            <li key={command.id} className={cx(styles.command, isAsked && styles.asked)}>
              <span className={styles.quiet}>{command.group}</span>
              <span className={styles.grow}>{command.title}</span>
              {own[command.id] !== undefined && !isAsked && (
                <Button size="small" kind="ghost" aria-label={`Usual keys for ${command.title}`} onClick={() => store(resetKeys(command, commands.values(), own))}>Reset</Button>
              )}
              <button type="button" className={styles.keys} aria-label={`Keys of ${command.title}: ${keys === '' ? 'none' : describeKeys(keys)}`} onClick={() => setAsking(isAsked ? null : { id: command.id })}>
                {isAsked ? (asking.keys === undefined ? 'Press keys…' : <Kbd>{describeKeys(asking.keys)}</Kbd>) : keys === '' ? <span className={styles.quiet}>none</span> : <Kbd>{describeKeys(keys)}</Kbd>}
              </button>
              {isAsked && (
                <div className={styles.answer} role="status">
                  {asking.owner !== undefined && asking.keys !== undefined ? (
                    <>
                      <span>⚠ {describeKeys(asking.keys)} belongs to “{asking.owner.title}”.</span>
                      <Button size="small" autoFocus onClick={() => take(command, asking.keys ?? '')}>Take it</Button>
                      <Button size="small" kind="ghost" onClick={() => setAsking(null)}>Leave it</Button>
                    </>
                  ) : <span>{asking.fault ?? 'Esc leaves them as they are, Backspace takes them away.'}</span>}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
