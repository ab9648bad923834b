import { useEffect, useReducer } from 'react';
import { create, type StoreApi } from 'zustand';

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
  /** When it can be given; always, where there is none. */
  readonly condition?: Condition;
  readonly run: () => void;
};

/** Something that is true or not, and tells when that may have changed. */
export type Condition = { readonly isTrue: () => boolean; readonly subscribe: (changed: () => void) => () => void };

/** True while the state of a store is such. */
export const when = <State>(store: Pick<StoreApi<State>, 'getState' | 'subscribe'>, isSuch: (state: State) => boolean): Condition => ({
  isTrue: () => isSuch(store.getState()),
  subscribe: (changed) => store.subscribe((state, before) => {
    if (isSuch(state) !== isSuch(before)) changed();
  }),
});

type CommandStore = { readonly commands: ReadonlyMap<string, Command> };

/** All commands of what is on the desk now. */
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
  if (command !== undefined && isOffered(command)) command.run();
}

const isOffered = (command: Command): boolean => command.condition?.isTrue() ?? true;

/** The commands that can be given now, kept up to date while they are shown. */
export function useOfferedCommands(): readonly Command[] {
  const commands = useCommands((store) => store.commands);
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0);
  useEffect(() => {
    const ends = [...commands.values()].map((command) => command.condition?.subscribe(lookAgain));
    lookAgain();
    return () => ends.forEach((end) => end?.());
  }, [commands]);
  return [...commands.values()].filter(isOffered);
}

export { describeKeys } from './keys/key-names.ts';
