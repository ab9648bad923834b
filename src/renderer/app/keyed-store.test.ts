import { expect, it } from 'vitest';
import { KeyedStore } from './keyed-store.ts';

function open() {
  const frames: (() => void)[] = [];
  const store = new KeyedStore<string, number>((run) => frames.push(run));
  return { store, drawFrame: () => frames.splice(0).forEach((run) => run()) };
}

it('tells each listener of its own key once a frame', () => {
  const { store, drawFrame } = open();
  const heard: string[] = [];
  store.subscribe('a', () => heard.push(`a=${store.get('a')}`));
  store.subscribe('b', () => heard.push(`b=${store.get('b')}`));
  store.put('a', 1);
  store.put('a', 2);
  expect(heard).toEqual([]);
  drawFrame();
  expect(heard).toEqual(['a=2']);
});

it('tells listeners of all keys once for many changes, with a new version', () => {
  const { store, drawFrame } = open();
  let count = 0;
  store.subscribeAny(() => (count += 1));
  const before = store.version;
  for (let value = 0; value < 1_000; value++) store.put(String(value % 26), value);
  drawFrame();
  expect([count, store.version - before, store.values().size]).toEqual([1, 1, 26]);
});

it('forgets listeners that leave', () => {
  const { store, drawFrame } = open();
  let count = 0;
  const leave = store.subscribe('a', () => (count += 1));
  leave();
  store.put('a', 1);
  drawFrame();
  expect(count).toBe(0);
});

it('tells without a frame, after what changes together has changed', async () => {
  const store = new KeyedStore<string, number>();
  const heard: unknown[] = [];
  store.subscribe('a', () => heard.push(store.get('a')));
  store.put('a', 1);
  store.put('a', 2);
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual([2]);
});
