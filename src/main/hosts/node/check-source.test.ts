import { describe, expect, it } from 'vitest';
import { createAddresses, findDoor } from './addresses.ts';
import { checkSource, type RequestSource } from './check-source.ts';

const addresses = createAddresses('desk-0123456789abcdef.localhost', 4_000);
const ownOrigin = `http://${addresses.browser}`;
const read: RequestSource = { method: 'GET', isUpgrade: false, origin: undefined, fetchSite: undefined };
const check = (door: 'program' | 'browser', source: Partial<RequestSource>): boolean => checkSource({ ...read, ...source }, door, addresses) === null;

describe('the door a request knocks at', () => {
  it('is told by the exact Host, port included', () => {
    expect(findDoor('127.0.0.1:4000', addresses)).toBe('program');
    expect(findDoor('Desk-0123456789ABCDEF.localhost:4000', addresses)).toBe('browser');
  });

  it('is told without a port on port 80, which goes without saying', () => {
    expect(findDoor('127.0.0.1', createAddresses('desk-1.localhost', 80))).toBe('program');
    expect(findDoor('desk-1.localhost', createAddresses('desk-1.localhost', 80))).toBe('browser');
  });

  it.each([undefined, '', 'localhost:4000', '127.0.0.1', '127.0.0.1:4001', '[::1]:4000', 'evil.example:4000', 'desk-0123456789abcdef.localhost', 'x.desk-0123456789abcdef.localhost:4000', 'desk-0123456789abcdef.localhost:4000.evil.example'])(
    'is none for %s',
    (host) => expect(findDoor(host, addresses)).toBeNull(),
  );
});

describe('the source of a request', () => {
  it('may be our own page in every respect', () => {
    expect(check('browser', { method: 'POST', origin: ownOrigin, fetchSite: 'same-origin' })).toBe(true);
    expect(check('browser', { isUpgrade: true, origin: ownOrigin })).toBe(true);
    expect(check('browser', { fetchSite: 'same-origin' })).toBe(true);
    expect(check('browser', { fetchSite: 'none' }), 'an address typed').toBe(true);
  });

  it('may be a program, which sends neither header', () => {
    expect(check('program', {})).toBe(true);
    expect(check('program', { method: 'POST' })).toBe(true);
    expect(check('program', { isUpgrade: true })).toBe(true);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1:4001', 'http://127.0.0.1', 'https://127.0.0.1:4000', `${ownOrigin}.evil.example`, 'http://desk-0123456789abcdef.localhost'])(
    'must not be a page of %s, at either door',
    (origin) => {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        expect(check('browser', { method, origin, fetchSite: 'same-origin' })).toBe(false);
        expect(check('program', { method, origin })).toBe(false);
      }
      expect(check('browser', { isUpgrade: true, origin })).toBe(false);
    },
  );

  it.each(['cross-site', 'same-site', 'anything-else'])('must not be a request that the browser calls %s', (fetchSite) => {
    expect(check('browser', { fetchSite })).toBe(false);
    expect(check('browser', { fetchSite, origin: ownOrigin, method: 'POST' })).toBe(false);
    expect(check('program', { fetchSite })).toBe(false);
  });

  it('must prove to be our page where it changes something or opens a socket from the browser', () => {
    expect(check('browser', { method: 'POST', fetchSite: 'same-origin' }), 'without Origin').toBe(false);
    expect(check('browser', { method: 'POST', origin: ownOrigin, fetchSite: 'none' })).toBe(false);
    expect(check('browser', { isUpgrade: true })).toBe(false);
  });

  it('must not mix the doors: the origin of one is foreign to the other', () => {
    expect(check('browser', { origin: `http://${addresses.program}` })).toBe(false);
    expect(check('program', { origin: ownOrigin })).toBe(false);
  });
});
