import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStrategyFolder } from './strategy-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tapedeck-strategies-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('createStrategyFolder', () => {
  it('is empty where there is no folder, and makes it with the first file', async () => {
    const files = createStrategyFolder(join(root, 'mine'));
    expect(await files.list()).toEqual([]);
    await files.write('b.ts', 'two');
    await files.write('a.json', 'one');
    await files.write('b.ts', 'three');
    expect(await files.list()).toEqual([{ file: 'a.json', source: 'one' }, { file: 'b.ts', source: 'three' }]);
    expect(readdirSync(join(root, 'mine')).toSorted()).toEqual(['a.json', 'b.ts']);
    expect([await files.remove('b.ts'), await files.remove('b.ts')]).toEqual([true, false]);
  });

  it('leaves other files alone and says which is too large', async () => {
    mkdirSync(join(root, 'folder.ts'));
    for (const name of ['notes.md', 'types.d.ts', '.hidden.ts']) writeFileSync(join(root, name), 'x');
    writeFileSync(join(root, 'huge.ts'), 'x'.repeat(200_001));
    expect(await createStrategyFolder(root).list()).toEqual([{ file: 'huge.ts', problem: 'huge.ts has 200001 bytes; a strategy has at most 50000 letters.' }]);
  });

  it('says what a disk does not take, and leaves nothing behind', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(createStrategyFolder(join(root, 'file')).write('a.ts', 'x')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
