import { useEffect } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { runCommand, useCommands } from './commands.ts';
import { keysOfCommand } from './keys/bindings.ts';
import { useSettings } from './settings-store.ts';
import { isTypingOpen, startTyping } from './typed/start-typing.ts';

const sheets = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]`).join(', ');

/** Where a key was pressed, inside an editor that has a tree of its own too. */
const targetOf = (event: KeyboardEvent): EventTarget | null => event.composedPath()[0] ?? event.target;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** What has keys of its own: a field, and anything in a sheet over the desk; nothing in one that is going away, which keeps the focus for a moment. */
function hasOwnKeys(target: EventTarget | null): boolean {
  const sheet = target instanceof Element ? target.closest(sheets) : null;
  return sheet === null ? isField(target) : !sheet.hasAttribute('data-closed');
}

/** Space and Enter press the button they stand on, and nothing else. */
const presses = (event: KeyboardEvent): boolean =>
  (event.code === 'Space' || event.code === 'Enter') && event.target instanceof Element && event.target.closest('button, a[href], summary, [role="button"], [role="switch"], [role="tab"]') !== null;

/** Binds the keys of every command, with the user's own in place of ours. What is nobody's may begin a symbol or a timeframe. */
export function useHotKeys(): void {
  const commands = useCommands((store) => store.commands);
  const own = useSettings((store) => store.settings.hotKeys);
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const command of commands.values()) {
      const keys = keysOfCommand(command, own);
      if (keys === '') continue;
      bindings[keys] = (event) => {
        if (event.defaultPrevented || (command.isGlobal !== true && (hasOwnKeys(targetOf(event)) || presses(event) || isTypingOpen()))) return;
        event.preventDefault();
        runCommand(command.id);
      };
    }
    // Fields are looked at above: commands that work everywhere, KILL before all, work while a field is being typed in.
    const handle = createKeybindingsHandler(bindings, { ignore: (event) => event.repeat || event.isComposing });
    const listen = (event: KeyboardEvent): void => {
      handle(event);
      if (!event.defaultPrevented && !hasOwnKeys(targetOf(event))) startTyping(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [commands, own]);
}
