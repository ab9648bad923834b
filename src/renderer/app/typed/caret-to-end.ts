import type { FocusEvent } from 'react';

/** Puts the caret of a field that gets the focus behind what was typed before it was there. */
export const caretToEnd = ({ target }: FocusEvent<HTMLInputElement>): void => target.setSelectionRange(target.value.length, target.value.length);
