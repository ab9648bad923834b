import { describe, expect, it } from 'vitest';
import type { StrategyCode } from '../../../contract/model/strategy.ts';
import type { JobPort } from '../jobs/index.ts';
import { createStrategies, type Strategies } from './index.ts';
import type { StrategyFiles } from './ports.ts';

/** A folder in memory. */
function memoryFiles(files: Map<string, string>): StrategyFiles {
  return {
    list: async () => Array.from(files, ([file, source]) => ({ file, source })),
    write: async (file, source) => void files.set(file, source),
    remove: async (file) => files.delete(file),
  };
}

/** Code whose text is its name; `bad` cannot be read. Counts what it is asked. */
function open(files: Record<string, string> = {}): { readonly strategies: Strategies; readonly stored: Map<string, string>; readonly reads: StrategyCode[] } {
  const stored = new Map(Object.entries(files));
  const reads: StrategyCode[] = [];
  const jobs = {
    concurrency: 1,
    async run(_: string, { code }: { code: StrategyCode }) {
      reads.push(code);
      if (code.source === 'bad') return { ok: false, error: { reason: 'failed', message: `${code.file}, line 3: It is bad.`, details: { file: code.file, line: 3 } } };
      return { ok: true, value: { info: { name: code.source, title: code.source, family: 'own', params: [], vectorised: false, description: '' }, codeHash: `hash of ${code.source}` } };
    },
  } as unknown as JobPort;
  return { strategies: createStrategies({ jobs, files: memoryFiles(stored) }), stored, reads };
}

describe('createStrategies', () => {
  it('lists own strategies after the ready-made ones, each read once, and says why one cannot be run', async () => {
    const { strategies, reads } = open({ 'a.ts': 'mine', 'b.ts': 'bad', 'c.ts': 'sma-cross', 'd.ts': 'mine' });
    const own = (await strategies.list()).filter((one) => one.family === 'own');
    expect(own.map(({ name, file, problem }) => [name, file, problem])).toEqual([
      ['mine', 'a.ts', undefined],
      ['b', 'b.ts', 'b.ts, line 3: It is bad.'],
      ['sma-cross', 'c.ts', 'A ready-made strategy is called sma-cross; give yours another name.'],
      ['d', 'd.ts', 'a.ts has a strategy of the same name, mine; give one of them another.'],
    ]);
    const asked = reads.length;
    await strategies.list();
    expect(reads.filter((code) => code.source !== 'bad')).toHaveLength(asked - 1);
  });

  it('resolves ready-made ones by name, own ones by name or file, and code at hand', async () => {
    const { strategies } = open({ 'a.ts': 'mine' });
    expect(await strategies.resolve({ strategy: 'sma-cross' })).toMatchObject({ info: { name: 'sma-cross' }, code: null, codeHash: null });
    for (const strategy of ['mine', 'a', 'a.ts']) expect(await strategies.resolve({ strategy })).toMatchObject({ info: { name: 'mine' }, codeHash: 'hash of mine' });
    const code = { kind: 'typescript', file: 'x.ts', source: 'other' } as const;
    expect(await strategies.resolve({ strategy: '', code })).toMatchObject({ info: { name: 'other', file: 'x.ts' }, code });
  });

  it('refuses what cannot be run, with the place', async () => {
    const { strategies } = open({ 'b.ts': 'bad' });
    await expect(strategies.resolve({ strategy: 'sma-cros' })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'There is no strategy sma-cros; did you mean sma-cross?' });
    await expect(strategies.resolve({ strategy: 'b' })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: 'b.ts, line 3: It is bad.' });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'typescript', file: 'x.ts', source: 'bad' } })).rejects.toMatchObject({ details: { line: 3 } });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'typescript', file: 'x.ts', source: 'x'.repeat(50_001) } })).rejects.toMatchObject({ message: 'x.ts has 50001 letters; a strategy has at most 50000.' });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'rules', file: 'x.json', source: '{' } })).rejects.toMatchObject({ message: expect.stringMatching(/^x\.json: It is not JSON: /) });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'rules', file: 'x.json', source: '{"name":"x","rules":[{"when":{"kind":"position","is":"full"},"act":[{"do":"buy"}]}]}' } })).rejects.toMatchObject({ message: expect.stringMatching(/^x\.json: rules\[0\]\.when/) });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'rules', file: 'x.json', source: '{"name":"x"}' } })).rejects.toMatchObject({ message: 'x.json: rules is missing; it must be an array.' });
    await expect(strategies.resolve({ strategy: '', code: { kind: 'rules', file: 'x.json', source: '['.repeat(1_000) } })).rejects.toMatchObject({ message: 'x.json: It lies too deep in brackets to be rules.' });
  });

  it('keeps, gives and removes files of one\'s own', async () => {
    const { strategies, stored } = open();
    expect(await strategies.save('new.ts', 'fresh')).toMatchObject({ info: { name: 'fresh', file: 'new.ts' }, codeHash: 'hash of fresh' });
    expect(await strategies.save('half.ts', 'bad')).toMatchObject({ info: { name: 'half', problem: 'half.ts, line 3: It is bad.' }, codeHash: null });
    expect(await strategies.get('fresh')).toMatchObject({ code: { kind: 'typescript', file: 'new.ts', source: 'fresh' } });
    for (const file of ['../evil.ts', '.hidden.ts', 'a/b.ts', 'x.js', '']) await expect(strategies.save(file, 'x')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await strategies.remove('fresh');
    expect([...stored.keys()]).toEqual(['half.ts']);
    await expect(strategies.remove('fresh')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(strategies.remove('sma-cross')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(strategies.get('sma-cros')).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no strategy sma-cros; did you mean sma-cross?' });
  });

  it('reads what is being written and keeps none of it', async () => {
    const { strategies, stored } = open({ 'a.ts': 'mine' });
    expect(await strategies.check('a.ts', 'other')).toMatchObject({ info: { name: 'other', file: 'a.ts' }, codeHash: 'hash of other' });
    expect(await strategies.check('a.ts', 'bad')).toMatchObject({ info: { name: 'a', problem: 'a.ts, line 3: It is bad.' }, codeHash: null });
    await expect(strategies.check('../a.ts', 'mine')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(Object.fromEntries(stored)).toEqual({ 'a.ts': 'mine' });
  });

  it('writes rules in all their forms, from JSON or sentences', () => {
    const { strategies } = open();
    const { json, english, typescript } = strategies.explain('Strategy "x".\nWhen nothing is held, buy.');
    expect(strategies.explain(json)).toEqual({ json, english, typescript });
    expect(() => strategies.explain('Strategy "x".\nWhen nothing, buy.')).toThrow(/^Line 2: /);
  });
});
