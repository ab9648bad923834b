import { closePalette, openPalette, useShowing } from '../showing.ts';
import type { PressedKeys } from '../keys/key-names.ts';

/** What a key that is no command's begins: letters an instrument, digits a timeframe. */
export function findTyping(event: PressedKeys): 'instrument' | 'timeframe' | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (/^\p{L}$/u.test(event.key)) return 'instrument';
  return /^[1-9]$/.test(event.key) ? 'timeframe' : null;
}

/** Takes a key that is no command's, typed while no field has the focus. */
export function startTyping(event: KeyboardEvent): void {
  if (isTypingOpen() && continueTyping(event)) return event.preventDefault();
  const typing = event.repeat || event.isComposing ? null : findTyping(event);
  if (typing === null) return;
  // The field that opens must not get the key a second time.
  event.preventDefault();
  if (typing === 'instrument') openPalette(event.key, true);
  else useShowing.setState({ timeframeText: event.key, isEntered: false });
}

/** A field for typing is there, or about to be: what is pressed belongs to it. */
export function isTypingOpen(): boolean {
  const { palette, timeframeText } = useShowing.getState();
  return palette || timeframeText !== null;
}

/** Takes a key for the field that is not yet ready to take it itself, so that nobody types too fast: Enter is kept until it can be obeyed. */
function continueTyping(event: PressedKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Escape') closeTyping();
  else if (event.key === 'Enter') useShowing.setState({ isEntered: true });
  else if (event.key === 'Backspace') changeText((text) => text.slice(0, -1));
  else if (event.key.length === 1) changeText((text) => text + event.key);
  else return false;
  return true;
}

function closeTyping(): void {
  closePalette();
  useShowing.setState({ timeframeText: null });
}

/** What was chosen with Enter is not changed any more. */
const changeText = (change: (text: string) => string): void =>
  useShowing.setState(({ palette, paletteText, timeframeText, isEntered }) => (isEntered ? {} : palette ? { paletteText: change(paletteText) } : { timeframeText: change(timeframeText ?? '') }));
