import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { runCommand, useCommands } from './commands.ts';
import { useSettings } from './settings-store.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Binds the keys of every command, with the user's own in place of ours. */
export function useHotKeys(): void {
  const commands = useCommands((store) => store.commands);
  const own = useSettings((store) => store.settings.hotKeys);
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const command of commands.values()) {
      const keys = own[command.id] ?? command.keys;
      if (keys === undefined || keys === '') continue;
      bindings[keys] = (event) => {
        if (event.defaultPrevented || (command.isGlobal !== true && isTyping(event.target))) return;
        event.preventDefault();
        runCommand(command.id);
      };
    }
    return tinykeys(window, bindings);
  }, [commands, own]);
}
