import { afterAll, describe, expect, it } from 'vitest';
import { faultOf, onBarFile, openTestPool } from '../contract/strategies/run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

describe('a strategy that takes too much', () => {
  it.each([
    ['loops without end', onBarFile('if (c.index === 12)\nfor (;;) {\nMath.sqrt(2); }'), /^test\.ts, line [56], on bar 12 \(2020-01-13\): It did not return from bar 12 within 1 s; look for a loop that does not end\.$/],
    ['loops before the first bar', onBarFile('', 'while (true) {}'), /^test\.ts, line 2: It did not return from its file, read before the first bar, within 1 s/],
    ['loops in a promise after its run', onBarFile('if (c.index === 3) Promise.resolve().then(() => {\nfor (;;) {} });'), /^test\.ts, line 5: It did not return from what it left to be done after its run within/],
  ])('%s: it is ended where it stands', async (_, source, sentence) => {
    expect(await faultOf(pool, source, { stallMs: 1_000 })).toMatch(sentence);
    expect(await faultOf(pool, onBarFile('c.buy();'))).toBe('done');
  });

  it.each([
    ['fills lists', 'const all = [];\nfor (;;) all.push({ at: all.length });'],
    ['fills arrays outside the heap', 'const all = [];\nfor (;;) all.push(new Float64Array(1e6).fill(1));'],
  ])('%s: it is ended where it stands', async (_, body) => {
    const sentence = await faultOf(pool, onBarFile(body), { memoryMb: 300 });
    expect(sentence).toMatch(/^test\.ts, line 5, on bar 0 \(2020-01-01\): It needs more than 300 MB of memory; look for a list that only grows\.$/);
    expect(await faultOf(pool, onBarFile('c.buy();'))).toBe('done');
  });
});
