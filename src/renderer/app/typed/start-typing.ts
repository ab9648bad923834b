import { openPalette, useShowing } from '../showing.ts';
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
  else useShowing.setState({ timeframeText: event.key });
}

/** A field for typing is there, or about to be: what is pressed belongs to it. */
export function isTypingOpen(): boolean {
  const { palette, timeframeText } = useShowing.getState();
  return palette || timeframeText !== null;
}

/** Takes a key for the field that is not yet ready to take it itself, so that nobody types too fast. */
function continueTyping(event: KeyboardEvent): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  useShowing.setState(({ palette, paletteText, timeframeText }) => (palette ? { paletteText: paletteText + event.key } : { timeframeText: (timeframeText ?? '') + event.key }));
  return true;
}
