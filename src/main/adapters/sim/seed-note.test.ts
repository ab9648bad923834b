import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleSeed } from './seed-note.ts';

let folder: string;
let note: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tapedeck-seed-'));
  note = join(folder, 'simulated-market.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settle = (asked?: number, earlier: number | null = null): number => settleSeed({ folder, asked, earlier });

describe('the seed of a data folder', () => {
  it('is what was asked for first, or 1, and stays', () => {
    expect([settle(7), settle(), settle(7)]).toEqual([7, 7, 7]);
    rmSync(note);
    expect([settle(), settle(1)]).toEqual([1, 1]);
    expect(readdirSync(folder), 'nothing half written is left').toEqual(['simulated-market.json']);
  });

  it('is never another one afterwards, in a sentence that names both and what to do', () => {
    settle(7);
    expect(() => settle(8)).toThrow(expect.objectContaining({
      code: 'INVALID_INPUT',
      message: `The data folder ${folder} belongs to the simulated market of seed 7, not 8: leave out --seed, or choose another --data-dir for that market.`,
    }));
    expect(settle()).toBe(7);
  });

  it('is that of what has happened in a folder without a note, which has one from then on', () => {
    expect(() => settle(7, 1)).toThrow('seed 1, not 7');
    expect(readdirSync(folder), 'a refusal writes nothing').toEqual([]);
    expect([settle(undefined, 9), settle()]).toEqual([9, 9]);
  });

  it.each(['', '{"seed":', '{"seed":"7"}', '{"seed":-1}', '{}'])('is not guessed from the note %j', (text) => {
    writeFileSync(note, text);
    expect(() => settle()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('put {"seed":1} into it') }));
    expect(readFileSync(note, 'utf8')).toBe(text);
  });

  it('that cannot be written opens nothing', () => {
    mkdirSync(`${note}.new`);
    expect(() => settle()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  });
});
