import { expect, it } from 'vitest';
import { readTags } from './notes-dialog.tsx';

it('reads tags between commas, each once, with or without a hash', () => {
  expect(readTags(' good, #to look at ,, good')).toEqual(['good', 'to look at']);
  expect(readTags('')).toEqual([]);
});
