/** Keys as tinykeys writes them (`$mod+Shift+KeyK`), as people read them (Ctrl ⇧ K), and as they are pressed. */

const isMacHere = (): boolean => /Mac/.test(globalThis.navigator?.platform ?? '');

const names: Readonly<Record<string, string>> = {
  Shift: '⇧', Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Slash: '/', Period: '.', Comma: ',',
  Semicolon: ';', Quote: "'", BracketLeft: '[', BracketRight: ']', Backslash: '\\', Minus: '-', Equal: '=', Backquote: '`', Delete: 'Del',
};

/** The keys as people read them: `$mod+Shift+KeyK` is Ctrl ⇧ K. */
export const describeKeys = (keys: string, isMac = isMacHere()): string =>
  keys
    .split('+')
    .map((part) => (part === '$mod' ? (isMac ? '⌘' : 'Ctrl') : part === 'Alt' && isMac ? '⌥' : (names[part] ?? part.replace(/^(Key|Digit|Numpad)/, ''))))
    .join(' ');

/** One form for what is pressed with the same fingers: `Shift+?` and `Shift+Slash` are one, and modifiers have an order. */
export function normaliseKeys(keys: string): string {
  const parts = keys.split('+');
  const last = parts.at(-1) === '?' ? 'Slash' : (parts.at(-1) ?? '');
  return [...['$mod', 'Control', 'Meta', 'Alt', 'Shift'].filter((one) => parts.slice(0, -1).includes(one)), last].join('+');
}

export type PressedKeys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The keys of a press, named by their place on the keyboard; null while only modifiers are down. */
export function keysOf(event: PressedKeys, isMac = isMacHere()): string | null {
  if (event.code === '' || /^(Control|Shift|Alt|Meta|AltGraph|CapsLock|Fn|OS)/.test(event.key)) return null;
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey && 'Control'] : [event.ctrlKey, event.metaKey && 'Meta'];
  return [mod && '$mod', other, event.altKey && 'Alt', event.shiftKey && 'Shift', event.code].filter(Boolean).join('+');
}

const walking = ['Tab', 'Shift+Tab', 'Enter', 'NumpadEnter', 'Escape', 'Backspace'];
const browsers = ['$mod+KeyT', '$mod+KeyN', '$mod+KeyW', '$mod+Shift+KeyN', '$mod+Shift+KeyT', '$mod+Shift+KeyW', '$mod+KeyR', '$mod+KeyL', '$mod+KeyC', '$mod+KeyV', '$mod+KeyX', '$mod+KeyA', '$mod+KeyZ', 'F5', 'F11', 'F12'];

/** Why these keys cannot be a command's; null: they can. */
export function findKeysFault(keys: string, isMac = isMacHere()): string | null {
  const same = normaliseKeys(keys);
  if (walking.includes(same)) return `${describeKeys(keys, isMac)} walks through fields and answers them. Choose other keys.`;
  if (browsers.includes(same)) return `${describeKeys(keys, isMac)} belongs to the browser or to text. Choose other keys.`;
  return null;
}
