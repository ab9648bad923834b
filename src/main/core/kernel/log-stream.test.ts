import { describe, expect, it } from 'vitest';
import { LogStream, type LogStreamItem } from './log-stream.ts';

async function take<T>(items: AsyncGenerator<LogStreamItem<T>>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for await (const item of items) {
    taken.push(item.kind === 'entry' ? [item.seq, item.value] : ['reload', item.seq]);
    if (taken.length === count) break;
  }
  return taken;
}
const filled = (capacity: number, count: number): LogStream<string> => {
  const stream = new LogStream<string>(capacity);
  for (let i = 1; i <= count; i++) stream.push(`v${i}`);
  return stream;
};

describe('a log stream', () => {
  it('gives what came after a number, then what comes', async () => {
    const stream = filled(8, 3);
    const reading = take(stream.read(1), 3);
    stream.push('v4');
    expect(await reading).toEqual([[2, 'v2'], [3, 'v3'], [4, 'v4']]);
  });

  it('a reader who comes back in time misses nothing; one entry later it must reload', async () => {
    const stream = filled(4, 10);
    expect(await take(stream.read(6), 4)).toEqual([[7, 'v7'], [8, 'v8'], [9, 'v9'], [10, 'v10']]);
    expect(await take(stream.read(5), 1)).toEqual([['reload', 10]]);
  });

  it('after a reload it goes on without a gap', async () => {
    const stream = filled(4, 10);
    const reading = take(stream.read(0), 2);
    await Promise.resolve();
    stream.push('v11');
    expect(await reading).toEqual([['reload', 10], [11, 'v11']]);
  });

  it('a reader that falls too far behind while connected is told to reload, never given a hole', async () => {
    const stream = filled(4, 1);
    const items = stream.read(0);
    expect((await items.next()).value).toMatchObject({ seq: 1 });
    for (let i = 2; i <= 20; i++) stream.push(`v${i}`);
    expect((await items.next()).value).toEqual({ kind: 'reload', seq: 20 });
    await items.return();
  });

  it('a number from another life of the process means reload', async () => {
    expect(await take(filled(4, 2).read(99), 1)).toEqual([['reload', 2]]);
    expect(await take(new LogStream<string>(4, 50).read(10), 1)).toEqual([['reload', 50]]);
  });

  it('numbers go on from where an earlier life ended', () => {
    expect(new LogStream<string>(4, 50).push('x')).toBe(51);
  });

  it('ends when the signal aborts, also while waiting, and leaves no reader behind', async () => {
    const stream = filled(4, 0);
    const controller = new AbortController();
    const reading = take(stream.read(0, controller.signal), 1);
    await Promise.resolve();
    expect(stream.readerCount).toBe(1);
    controller.abort();
    expect(await reading).toEqual([]);
    expect(stream.readerCount).toBe(0);
    expect(await take(stream.read(0, controller.signal), 1)).toEqual([]);
  });

  it('a reader that stops reading leaves nothing behind', async () => {
    const stream = filled(4, 2);
    await take(stream.read(0), 1);
    expect(stream.readerCount).toBe(0);
  });

  it('two readers each get all of it', async () => {
    const stream = filled(8, 1);
    const both = [take(stream.read(0), 3), take(stream.read(0), 3)];
    stream.push('v2');
    stream.push('v3');
    expect(await Promise.all(both)).toEqual([[[1, 'v1'], [2, 'v2'], [3, 'v3']], [[1, 'v1'], [2, 'v2'], [3, 'v3']]]);
  });
});
