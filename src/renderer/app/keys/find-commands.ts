import { commandGroups, type Command } from '../commands.ts';
import { keysOfCommand, type OwnKeys } from './bindings.ts';
import { describeKeys } from './key-names.ts';

/** Commands whose title, group, words or keys hold every word of the text, by group. */
export function findCommands(commands: readonly Command[], text: string, own: OwnKeys): readonly Command[] {
  const wanted = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const isFound = (command: Command): boolean => {
    const keys = keysOfCommand(command, own);
    const hay = `${command.title} ${command.group} ${command.words ?? ''} ${keys === '' ? '' : describeKeys(keys)}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  };
  return commandGroups.flatMap((group) => commands.filter((one) => one.group === group && isFound(one)));
}
