import { describe, expect, it } from 'vitest';
import { pieceBytes, Pieces, textOf } from './pieces.ts';

/** Fetches to the end. */
async function fetchAll(pieces: Pieces<{ readonly body: Uint8Array }>, make: () => Promise<{ readonly body: Uint8Array }>, isText: boolean): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const { data, next } = await pieces.take('a', offset, make, { isText });
    found.push(data);
    offset = next;
  }
  return found;
}

describe('something long, piece by piece', () => {
  it('is made once, and is whole when put together, with no character cut', async () => {
    const text = `x${'→'.repeat(pieceBytes)}`;
    let made = 0;
    const found = await fetchAll(new Pieces(), async () => (made++, { body: new TextEncoder().encode(text) }), true);
    expect([made, found.length]).toEqual([1, 4]);
    expect(found.every((piece) => piece.length <= pieceBytes)).toBe(true);
    expect(found.map(textOf).join('')).toBe(text);
  });

  it('is bytes where it is no text, each but the last of the same length', async () => {
    const found = await fetchAll(new Pieces(), async () => ({ body: new Uint8Array(2 * pieceBytes + 5) }), false);
    expect(found.map(({ length }) => length)).toEqual([pieceBytes, pieceBytes, 5]);
  });

  it('is one piece where it is empty, has none beyond its end, and is made anew after a failure', async () => {
    const pieces = new Pieces();
    expect(await pieces.take('a', 0, async () => ({ body: new Uint8Array() }))).toMatchObject({ next: null });
    await expect(pieces.take('The capsule of run 7', 9, async () => ({ body: new Uint8Array(9) }))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'The capsule of run 7 has 9 bytes; there is none at 9.' });
    await expect(pieces.take('b', 0, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await pieces.take('b', 0, async () => ({ body: new Uint8Array(1) }))).toMatchObject({ next: null });
  });
});
