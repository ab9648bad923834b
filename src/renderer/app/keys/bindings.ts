import type { Command } from '../commands.ts';
import { normaliseKeys } from './key-names.ts';

/** Keys by command where they differ from the usual ones; empty text: none. */
export type OwnKeys = Readonly<Record<string, string>>;

/** The keys of a command as they hold now; empty: none. */
export const keysOfCommand = (command: Pick<Command, 'id' | 'keys'>, own: OwnKeys): string => own[command.id] ?? command.keys ?? '';

/** The other command that these keys belong to. */
export const findOwner = (keys: string, id: string, commands: Iterable<Command>, own: OwnKeys): Command | null =>
  keys === '' ? null : ([...commands].find((one) => one.id !== id && normaliseKeys(keysOfCommand(one, own)) === normaliseKeys(keys)) ?? null);

/** A command takes keys; whoever had them is left without. What equals the usual keys is not kept as a choice of its own. */
export function bindKeys(command: Command, keys: string, commands: Iterable<Command>, own: OwnKeys): OwnKeys {
  const all = [...commands];
  const owner = findOwner(keys, command.id, all, own);
  return tidy({ ...own, [command.id]: keys, ...(owner === null ? {} : { [owner.id]: '' }) }, all);
}

/** A command gets its usual keys back; whoever took them meanwhile is left without. */
export const resetKeys = (command: Command, commands: Iterable<Command>, own: OwnKeys): OwnKeys => bindKeys(command, command.keys ?? '', commands, own);

const tidy = (own: OwnKeys, commands: readonly Command[]): OwnKeys =>
  Object.fromEntries(Object.entries(own).filter(([id, keys]) => {
    const command = commands.find((one) => one.id === id);
    return command === undefined || keys !== (command.keys ?? '');
  }));
