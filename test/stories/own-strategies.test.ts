import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const file = (name: string): string => join(folder(), name);
const source = (name: string, fast: number): string => `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({
  name: '${name}', params: { fast: { default: ${fast}, min: 2, max: 200 } },
  indicators: (p) => ({ fast: ['sma', { timePeriod: p.fast }], slow: ['sma', { timePeriod: 20 }] }),
  onBar(c) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.sell();
  },
});
`;

type Result = { runId: string; trades: unknown[]; spec: { strategy: string; codeHash?: string; params: Record<string, number> } };

beforeAll(() => {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const close = 100 + 10 * Math.sin(i / 9);
    return [new Date(Date.UTC(2020, 0, 1) + i * 86_400_000).toISOString().slice(0, 10), close, close + 1, close - 1, close].join(',');
  });
  writeFileSync(file('WAVE.csv'), ['date,open,high,low,close', ...rows].join('\n'));
  writeFileSync(file('cross.ts'), source('first name', 5));
  writeFileSync(file('renamed.ts'), source('other name', 7));
  writeFileSync(file('bad.ts'), source('bad', 5).replace('c.buy()', 'c.buy({ size: NaN })'));
  mkdirSync(file('home/strategies'), { recursive: true });
  writeFileSync(file('home/strategies/mine.ts'), source('mine', 5));
  writeFileSync(file('home/strategies/broken.ts'), 'export const strategy = ;');
});

const run = (strategy: string, ...more: readonly string[]): readonly string[] => ['backtest', 'run', '--file', file('WAVE.csv'), '--strategy', strategy, ...more];

describe('strategies of one\'s own at the command line', () => {
  it('a file runs as the ready-made one that decides the same, and one hypothesis is counted through a rename', async () => {
    const home = file('home');
    const ready = await runJson<Result>(run('sma-cross', '--params', '{"fast":5,"slow":20}'), home);
    const own = await runJson<Result>(run(file('cross.ts'), '--params', '{"fast":5}'), home);
    const renamed = await runJson<Result>(run(file('renamed.ts')), home);
    expect(own.trades).toEqual(ready.trades);
    expect([own.spec.strategy, renamed.spec.strategy, renamed.spec.params]).toEqual(['first name', 'other name', { fast: 7 }]);
    expect(own.spec.codeHash).toBe(renamed.spec.codeHash);
    const runs = await runJson<{ runId: string; hypothesis: string }[]>(['backtest', 'list'], home);
    const hypothesisOf = (runId: string): string | undefined => runs.find((one) => one.runId === runId)?.hypothesis;
    expect(hypothesisOf(renamed.runId)).toBe(hypothesisOf(own.runId));
    expect(hypothesisOf(ready.runId)).not.toBe(hypothesisOf(own.runId));
  });

  it('the folder\'s are listed, and run by their name', async () => {
    const home = file('home');
    const list = await runJson<{ name: string; family: string; problem?: string }[]>(['strategies', 'list'], home);
    expect(list.slice(-2)).toMatchObject([{ name: 'broken', family: 'own', problem: 'broken.ts, line 1: Expression expected.' }, { name: 'mine', family: 'own', params: [{ name: 'fast', default: 5, min: 2, max: 200 }] }]);
    expect((await runJson<Result>(run('mine'), home)).spec.strategy).toBe('mine');
  });

  it('hours are traded by what days and weeks show, each known when it has ended', async () => {
    const rows = (count: number, stepMs: number, price: (i: number) => number): string => ['time,open,high,low,close', ...Array.from({ length: count }, (_, i) => [new Date(Date.UTC(2024, 0, 1) + i * stepMs).toISOString(), ...Array<number>(4).fill(price(i))].join(','))].join('\n');
    writeFileSync(file('HOURS.csv'), rows(240, 3_600_000, (hour) => 100 + hour));
    writeFileSync(file('DAYS.csv'), rows(10, 86_400_000, (day) => (day === 3 ? 5 : 1)));
    writeFileSync(file('mixed.ts'), `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({
  name: 'mixed',
  onBar(c) {
    if (c.isFlat && c.of('DAYS').bar().close === 5) c.buy({ size: 1 });
    if (!c.isFlat && c.timeframe('1w').index === 0) c.close();
  },
});
`);
    const { trades, verdict } = await runJson<{ trades: { symbol: string; entryTime: string; exitTime: string; entryPrice: number }[]; verdict: { lookAhead: { isClean: boolean } } }>(
      ['backtest', 'run', '--file', file('HOURS.csv'), '--file', file('DAYS.csv'), '--strategy', file('mixed.ts')], file('home'));
    // The fourth day ends with January 4th, the week with the 7th.
    expect(trades[0]).toMatchObject({ symbol: 'HOURS', entryTime: '2024-01-05T00:00:00.000Z', entryPrice: 196, exitTime: '2024-01-08T00:00:00.000Z' });
    expect(verdict.lookAhead.isClean).toBe(true);
  });

  it('a fault is one sentence with file, line and bar, and exit code 1', async () => {
    const { exitCode, out, err } = await runTapedeck([...run(file('bad.ts')), '--json'], file('home'));
    expect(exitCode).toBe(1);
    expect(err).toMatch(/bad\.ts, line 6, on bar \d+ \(2020-\d\d-\d\d\): A buy order has size NaN; it must be a number above 0\.\n$/);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'INVALID_INPUT', details: { file: 'bad.ts', line: 6 } } });
    expect(await runTapedeck(run(file('none.ts')), file('home'))).toMatchObject({ exitCode: 1, err: expect.stringContaining('There is no file') });
  });

  it('sentences become JSON, which runs', async () => {
    const written = await runJson<{ json: string; typescript: string }>(['strategies', 'explain', '--rules', 'Strategy "dips".\nLet mean be sma (timePeriod 10).\nWhen nothing is held and the close crosses below mean, buy.\nWhen the close crosses above mean, close.'], file('home'));
    writeFileSync(file('dips.json'), written.json);
    writeFileSync(file('dips.ts'), written.typescript);
    const [rules, code] = [await runJson<Result>(run(file('dips.json')), file('home')), await runJson<Result>(run(file('dips.ts')), file('home'))];
    expect(rules.trades.length).toBeGreaterThan(2);
    expect(code.trades).toEqual(rules.trades);
  });
});
