import { expect, it } from 'vitest';
import { describeEmptyBook } from './describe-empty-book.ts';

it('says of a halt that it is one, and points to crypto only from a closed market', () => {
  expect(describeEmptyBook('halted', 'crypto')).toEqual({ title: 'Trading is halted', text: 'The book is empty until trading goes on. Other instruments trade meanwhile.' });
  expect(describeEmptyBook('closed', 'equity').text).toContain('Crypto trades around the clock');
  expect(describeEmptyBook('closed', 'crypto').text).not.toContain('Crypto');
});
