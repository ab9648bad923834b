import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import { clientError } from '../api/client-error.ts';
import { keepLayout } from './layout-keeper.ts';

/** A shelf with one layout; `failing` answers the next calls. */
function startShelf(merge?: (theirs: string, mine: string) => string) {
  const shelf = { version: 0, layout: null as string | null, failing: [] as ErrorCode[] };
  const fail = (): void => {
    const code = shelf.failing.shift();
    if (code !== undefined) throw clientError(code, code);
  };
  const layouts = {
    get: async () => {
      fail();
      if (shelf.layout === null) throw clientError('NOT_FOUND', 'none');
      return { name: 'trade', version: shelf.version, layout: shelf.layout };
    },
    save: async ({ version, layout }: { version: number; layout: string }) => {
      fail();
      if (version !== shelf.version) throw clientError('CONFLICT', 'newer');
      shelf.version += 1;
      shelf.layout = layout;
      return { name: 'trade', version: shelf.version, layout };
    },
  };
  const refused: unknown[] = [];
  const options = { onRefused: (error: unknown) => void refused.push(error), ...(merge === undefined ? {} : { merge }) };
  return { shelf, refused, keeper: keepLayout(layouts as unknown as Parameters<typeof keepLayout>[0], 'trade', options) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('keeps a change that the application did not take, and stores it when it answers again', async () => {
  const { shelf, keeper } = startShelf();
  shelf.failing = ['UNAVAILABLE', 'TIMEOUT'];
  keeper.save('wide');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(shelf.layout).toBe(null);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shelf.layout).toBe('wide');
});

it('stores the newest of those that waited', async () => {
  const { shelf, keeper } = startShelf();
  shelf.failing = ['UNAVAILABLE'];
  keeper.save('wide');
  await vi.advanceTimersByTimeAsync(500);
  keeper.save('narrow');
  await vi.advanceTimersByTimeAsync(1_000);
  expect([shelf.layout, shelf.version]).toEqual(['narrow', 1]);
});

it('wins over another window, and says once what is refused for good', async () => {
  const { shelf, keeper, refused } = startShelf();
  Object.assign(shelf, { version: 4, layout: 'theirs' });
  keeper.save('mine');
  await vi.advanceTimersByTimeAsync(0);
  expect([shelf.layout, shelf.version]).toEqual(['mine', 5]);
  shelf.failing = ['INVALID_INPUT'];
  keeper.save('too long');
  await vi.advanceTimersByTimeAsync(5_000);
  expect([shelf.layout, refused.length]).toEqual(['mine', 1]);
});

it('says why a layout is not there yet, and gives it when it is', async () => {
  const { shelf, keeper } = startShelf();
  Object.assign(shelf, { version: 1, layout: 'wide', failing: ['TIMEOUT'] });
  const failures: unknown[] = [];
  const loaded = keeper.load(() => true, (error) => failures.push(error));
  await vi.advanceTimersByTimeAsync(1_000);
  expect([await loaded, failures.length]).toEqual(['wide', 1]);
});

it('gives what is not stored yet to who comes back, and afterwards what is stored', async () => {
  const { shelf, keeper } = startShelf();
  const load = () => keeper.load(() => true, () => undefined);
  shelf.layout = 'old';
  shelf.failing = ['UNAVAILABLE'];
  keeper.save('wide');
  expect(await load()).toBe('wide');
  keeper.save('narrow');
  expect(await load()).toBe('narrow');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(shelf.layout).toBe('narrow');
  shelf.layout = 'of another window';
  expect(await load()).toBe('of another window');
});

it('hands over at once what waits for an answer when the page goes, over the version that is on its way', async () => {
  const { shelf, keeper } = startShelf();
  keeper.save('wide');
  keeper.save('narrow');
  keeper.flush();
  await Promise.resolve();
  expect([shelf.layout, shelf.version], 'without waiting for an answer').toEqual(['narrow', 2]);
  keeper.save('narrower');
  await vi.advanceTimersByTimeAsync(0);
  expect([shelf.layout, shelf.version], 'the page is still there').toEqual(['narrower', 3]);
});

it('flushed in vain, stores the newest as soon as it can', async () => {
  const { shelf, keeper } = startShelf();
  shelf.failing = ['UNAVAILABLE', 'UNAVAILABLE'];
  keeper.save('wide');
  keeper.save('narrow');
  keeper.flush();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([shelf.layout, shelf.version]).toEqual(['narrow', 1]);
});

it('puts together what two windows stored, where that is said how', async () => {
  const { shelf, keeper } = startShelf((theirs, mine) => `${theirs} and ${mine}`);
  Object.assign(shelf, { version: 4, layout: 'theirs' });
  keeper.save('mine');
  await vi.advanceTimersByTimeAsync(0);
  expect([shelf.layout, shelf.version]).toEqual(['theirs and mine', 5]);
});
