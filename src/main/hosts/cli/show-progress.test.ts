import { expect, it } from 'vitest';
import { showProgress } from './show-progress.ts';

it('says nothing in the first second, then a line a second', () => {
  const said: string[] = [];
  let nowMs = 500;
  const tell = showProgress({ out: () => {}, err: (text) => said.push(text), signal: new AbortController().signal }, 'assessing', () => nowMs);
  for (const [ms, share] of [[900, 0.1], [1_499, 0.2], [1_500, 0.309], [2_400, 0.5], [2_501, 1]] as const) {
    nowMs = ms;
    tell(share);
  }
  expect(said).toEqual(['tapedeck: assessing, 30 % done.', 'tapedeck: assessing, 100 % done.']);
});
