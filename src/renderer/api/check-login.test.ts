import { expect, it } from 'vitest';
import { isLoggedOut } from './check-login.ts';

it.each([[200, false], [401, true], [403, true], [503, false]])('an answer of %d means logged out: %s', async (status, expected) => {
  expect(await isLoggedOut(() => Promise.resolve({ status }))).toBe(expected);
});

it('an application that cannot be reached has logged nobody out', async () => {
  expect(await isLoggedOut(() => Promise.reject(new TypeError('Failed to fetch')))).toBe(false);
});
