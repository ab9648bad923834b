import { describe, expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { fetchCapsule } from './save-capsule.ts';

/** A client of which only this one call is used. */
const clientOf = (capsule: (input: { runId: string; offset: number }) => Promise<{ name: string; size: number; data: string }>): Client => ({ api: { backtests: { capsule } } }) as never;

describe('a capsule in the window', () => {
  it('is put together from its pieces', async () => {
    const asked: number[] = [];
    const client = clientOf(async ({ offset }) => {
      asked.push(offset);
      return { name: 'a.capsule.json', size: 7, data: btoa('{"a":1}'.slice(offset, offset + 3)) };
    });
    const { name, bytes } = await fetchCapsule(client, 'run-1');
    expect([name, new TextDecoder().decode(bytes), asked]).toEqual(['a.capsule.json', '{"a":1}', [0, 3, 6]]);
  });

  it('ends with a sentence where nothing comes any more', async () => {
    await expect(fetchCapsule(clientOf(async () => ({ name: 'a', size: 7, data: '' })), 'run-1')).rejects.toThrow('The capsule stopped coming before its end; try again.');
  });
});
