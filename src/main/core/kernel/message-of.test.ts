import { expect, it } from 'vitest';
import { messageOf } from './message-of.ts';

it.each([[new TypeError('no such thing'), 'no such thing'], ['plain text', 'plain text'], [undefined, 'undefined'], [404, '404']])('%o says %j', (thrown, words) => {
  expect(messageOf(thrown)).toBe(words);
});
