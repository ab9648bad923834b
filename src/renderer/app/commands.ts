import { create } from 'zustand';

/** What commands are about, in the order in which they are shown. */
export const commandGroups = ['Trade', 'Chart', 'Tape', 'Lab', 'Data', 'Window', 'Help'] as const;

/** Something that can be done, from the palette, a key or a button. */
export type Command = {
  /** Area and verb, such as `trade.cancel-all`. */
  readonly id: string;
  readonly title: string;
  readonly group: (typeof commandGroups)[number];
  /** As tinykeys writes them, such as `$mod+Shift+KeyK` or `KeyJ`; changed in the settings. */
  readonly keys?: string;
  /** Other words by which it is found. */
  readonly words?: string;
  /** Works while a field is being typed in, too. */
  readonly isGlobal?: boolean;
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
};

type CommandStore = { readonly commands: ReadonlyMap<string, Command> };

/** All commands that can be given now. */
export const useCommands = create<CommandStore>(() => ({ commands: new Map() }));

/** Adds commands; gives the function that takes them away. A later one of the same name stands in front of an earlier. */
export function registerCommands(added: readonly Command[]): () => void {
  useCommands.setState(({ commands }) => ({ commands: new Map([...commands, ...added.map((one) => [one.id, one] as const)]) }));
  return () =>
    useCommands.setState(({ commands }) => ({
      commands: new Map([...commands].filter(([id, one]) => !added.some((mine) => mine.id === id && mine === one))),
    }));
}

export function runCommand(id: string): void {
  const command = useCommands.getState().commands.get(id);
  if (command !== undefined && (command.isEnabled?.() ?? true)) command.run();
}

export { describeKeys } from './keys/key-names.ts';
