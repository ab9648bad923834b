import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../api/index.ts';
import { followLink, nextLink, useLink, type LinkStatus } from './link-store.ts';

const open: LinkStatus = { state: 'open', tries: 0, lostAtMs: null };

it('a loss of less than a second is not shown, a longer one is, with its attempts', () => {
  const first = nextLink(open, { isOpen: false, nowMs: 10_000, tries: 1, isLoggedOut: false });
  const later = nextLink(first, { isOpen: false, nowMs: 10_999, tries: 2, isLoggedOut: false });
  const lost = nextLink(later, { isOpen: false, nowMs: 11_000, tries: 3, isLoggedOut: false });
  expect([first.state, later.state, lost]).toEqual(['open', 'open', { state: 'lost', tries: 3, lostAtMs: 10_000 }]);
});

it('who is logged out stays so until the connection is back', () => {
  const out = nextLink({ ...open, lostAtMs: 0 }, { isOpen: false, nowMs: 5_000, tries: 3, isLoggedOut: true });
  const still = nextLink(out, { isOpen: false, nowMs: 6_000, tries: 4, isLoggedOut: false });
  expect([out.state, still.state, nextLink(still, { isOpen: true, nowMs: 7_000, tries: 0, isLoggedOut: false })]).toEqual(['logged-out', 'logged-out', open]);
});

it('before the first connection it starts', () => {
  expect(nextLink({ state: 'starting', tries: 0, lostAtMs: null }, { isOpen: false, nowMs: 0, tries: 0, isLoggedOut: false }).state).toBe('starting');
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks once for each failed attempt whether this browser is logged out', async () => {
  let state: ConnectionState = 'open';
  let failures = 0;
  let tell: (state: ConnectionState) => void = () => undefined;
  const isOut = vi.fn(() => Promise.resolve(failures >= 2));
  const stop = followLink({ connection: { get: () => state, failures: () => failures, watch: (listener) => ((tell = listener), () => undefined) } }, isOut);
  const become = (next: ConnectionState): void => {
    state = next;
    tell(next);
  };
  expect(useLink.getState().state).toBe('open');
  failures = 1;
  become('reconnecting');
  await vi.advanceTimersByTimeAsync(900);
  expect([useLink.getState().state, isOut.mock.calls.length]).toEqual(['open', 0]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([useLink.getState().state, isOut.mock.calls.length]).toEqual(['lost', 1]);
  failures = 2;
  await vi.advanceTimersByTimeAsync(500);
  expect([useLink.getState().state, isOut.mock.calls.length]).toEqual(['logged-out', 2]);
  become('open');
  expect([useLink.getState(), vi.getTimerCount()]).toEqual([open, 0]);
  stop();
});
