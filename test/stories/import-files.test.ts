import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/main/hosts/cli/run-cli.ts';
import { serve, type Serving } from './node-host-process.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
let alone = '';
let owned = '';
let workstation: Serving;
const file = (name: string): string => join(folder(), name);

/** `rows` sound bars that begin `stepMs` apart. */
function saveBars(name: string, rows: number, stepMs: number): void {
  const line = (i: number): string => `${new Date(Date.UTC(2024, 0, 1) + i * stepMs).toISOString()},${10 + (i % 7)},20,5,${11 + (i % 5)},100`;
  writeFileSync(file(name), ['date,open,high,low,close,volume', ...Array.from({ length: rows }, (_, i) => line(i))].join('\n'));
}

beforeAll(async () => {
  [alone, owned] = [file('alone'), file('owned')];
  saveBars('HOURS.csv', 200, 3_600_000);
  saveBars('MINUTES.csv', 300, 60_000);
  saveBars('FIVE.csv', 4, 300_000);
  writeFileSync(file('BROKEN.csv'), 'date,open,high,low,close\n2024-01-02,1,2,1,3\n');
  writeFileSync(file('EMPTY.csv'), '');
  mkdirSync(file('FOLDER.csv'));
  workstation = serve({ dataFolder: owned });
  await workstation.ready;
  // The first command of a checkout may have to build, and says so.
  await runTapedeck(['strategies', 'list'], alone);
});
afterAll(async () => {
  workstation.child.kill('SIGTERM');
  await workstation.ended;
});

/** Runs the same command on a folder of its own and on that of a running workstation; gives what both say. */
async function atBoth(args: readonly string[]): Promise<{ exitCode: number | null; out: string; err: string }> {
  const [here, there] = [await runTapedeck(args, alone), await runTapedeck(args, owned)];
  expect(there, 'the workstation says the same').toEqual(here);
  return here;
}

describe('importing files, with and without a running workstation', () => {
  it('says how many rolled-up bars give way to bars of one\'s own, and gives them back when those are removed', async () => {
    await atBoth(['import', file('MINUTES.csv'), '--symbol', 'ROLLED', '--timeframe', '1m']);
    const taken = await atBoth(['import', file('FIVE.csv'), '--symbol', 'ROLLED', '--timeframe', '5m']);
    expect(taken.out).toBe('FIVE.csv: 4 bars added to FILE:ROLLED at 5m, 0 were there already, 0 replaced.\nFIVE.csv: 60 bars that were rolled up from shorter ones gave way to them; they come back when FILE:ROLLED at 5m is removed.\n');
    const five = ['--instrument-id', 'FILE:ROLLED', '--timeframe', '5m'];
    expect(await atBoth(['data', 'remove', ...five])).toMatchObject({ exitCode: 0 });
    expect(await runJson(['data', 'series'], owned)).toContainEqual(expect.objectContaining({ instrumentId: 'FILE:ROLLED', timeframe: '5m', bars: 60, isRolledUp: true }));
    expect((await atBoth(['data', 'remove', ...five])).err.trim()).toBe('tapedeck: FILE:ROLLED at 5m is rolled up from shorter bars and goes with them; remove those instead.');
  });

  it('refuses bars of another length than stated, and takes theirs when none is', async () => {
    const refused = await atBoth(['import', file('HOURS.csv'), '--symbol', 'HOURS', '--timeframe', '1d']);
    expect([refused.exitCode, refused.err.trim()]).toEqual([1, 'tapedeck: HOURS.csv: these look like 1h bars and the timeframe given is 1d: say --timeframe 1h.']);
    const taken = await atBoth(['import', file('HOURS.csv'), '--symbol', 'HOURS']);
    expect(taken).toMatchObject({ exitCode: 0, err: 'HOURS.csv: no --timeframe was given; its bars are stored as 1h.\n' });
    expect(taken.out).toContain('200 bars added to FILE:HOURS at 1h');
  });
  it.each([
    ['nowhere.csv', 'nowhere.csv: There is no such file. Choose a file that exists and that you may read.'],
    ['FOLDER.csv', 'FOLDER.csv: This is not a file. Choose a file with bars.'],
    ['EMPTY.csv', 'EMPTY.csv: The file is empty. Choose a file with bars.'],
    ['BROKEN.csv', 'BROKEN.csv line 2, column close: The close 3 lies outside low 1 … high 2. Correct the line from another source, or remove it.'],
  ])('says one sentence of %s, and stores nothing', async (name, sentence) => {
    const { exitCode, err } = await atBoth(['import', file(name), '--symbol', 'X']);
    expect([exitCode, err.trim()]).toEqual([1, `tapedeck: ${sentence}`]);
    expect((await atBoth(['data', 'series', '--json'])).out).not.toContain('FILE:X');
  });
  it('says which of several files are stored when a later one fails', async () => {
    const { exitCode, err } = await atBoth(['import', file('MINUTES.csv'), file('BROKEN.csv')]);
    expect([exitCode, err.split('\n')[0]]).toEqual([1, 'Imported before it: MINUTES.csv.']);
    expect(err).toContain('tapedeck: BROKEN.csv line 2');
  });
  it('removes a series once', async () => {
    await atBoth(['import', file('MINUTES.csv'), '--symbol', 'GONE', '--timeframe', '1m']);
    const remove = ['data', 'remove', '--instrument-id', 'FILE:GONE', '--timeframe', '1m', '--json'];
    expect((await atBoth(remove)).exitCode).toBe(0);
    const again = await atBoth(remove);
    expect([again.exitCode, JSON.parse(again.out)]).toMatchObject([1, { error: { code: 'NOT_FOUND' } }]);
  });
});

describe('an import that is interrupted', () => {
  it('says that nothing was stored, and nothing is', async () => {
    for (const dataDir of [alone, owned]) {
      const err: string[] = [];
      const io = { out: () => undefined, err: (text: string) => void err.push(text), signal: AbortSignal.abort() };
      expect(await runCli(['import', file('HOURS.csv'), '--symbol', 'STOPPED', '--data-dir', dataDir], io)).toBe(1);
      expect(err).toEqual(['tapedeck: Interrupted: nothing of HOURS.csv was stored.']);
      expect((await runTapedeck(['data', 'series', '--json'], dataDir)).out).not.toContain('STOPPED');
    }
  });
});

describe('files of hours and of minutes', () => {
  it.each([['HOURS.csv', 200], ['MINUTES.csv', 300]])('%s feeds backtests and indicators as it is', async (name, bars) => {
    const { equity, metrics } = await runJson<{ equity: { time: string[] }; metrics: Record<string, number | null> }>(['backtest', 'run', '--file', file(name), '--strategy', 'sma-cross', '--params', '{"fast":3,"slow":8}', '--ephemeral'], alone);
    expect(equity.time).toHaveLength(bars);
    expect(Object.keys(metrics).length).toBeGreaterThan(5);
    const sma = await runJson<{ bars: number; outputs: { real: (number | null)[] } }>(['indicators', 'compute', '--file', file(name), '--name', 'sma', '--params', '{"timePeriod":5}'], alone);
    expect([sma.bars, sma.outputs.real.filter((value) => value === null).length]).toEqual([bars, 4]);
  });
});
