import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBarFiles } from '../../src/main/adapters/files/index.ts';
import { guessTimeframe } from '../../src/main/core/data/check-timeframe.ts';
import { hasShared, sharedPath } from '../golden/shared.ts';
import { testBarFilesContract } from './test-bar-files-contract.ts';

const limits = { maxBytes: 4_000_000, maxRows: 5_000 };
testBarFilesContract('CSV', () => createBarFiles({ limits }), limits);

const folder = mkdtempSync(join(tmpdir(), 'tapedeck-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeLarge(rows: number): string {
  const path = join(folder, `${rows}.csv`);
  if (existsSync(path)) return path;
  const row = (i: number): string => `${1_000_000_000 + i * 60},100.25,101.5,99.75,100.5,${i}`;
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...Array.from({ length: rows }, (_, i) => row(i))].join('\n'));
  return path;
}

describe('a large file', () => {
  const rows = 1_000_000;
  it('is read with rising progress at most ten times a second, while the main thread does next to nothing', async () => {
    const files = createBarFiles();
    const path = writeLarge(rows);
    const shares: { share: number; atMs: number }[] = [];
    const [ownBefore, allBefore] = [process.threadCpuUsage(), process.cpuUsage()];
    const result = await files.read(path, {}, (share) => shares.push({ share, atMs: performance.now() }));
    const [own, all] = [process.threadCpuUsage(ownBefore), process.cpuUsage(allBefore)];
    await files.dispose();
    expect(result.ok && result.value.bars.time.length).toBe(rows);
    expect(result.ok && result.value.bars.volume[rows - 1]).toBe(rows - 1);
    expect(shares.length).toBeGreaterThan(0);
    for (const [i, { share }] of shares.entries()) expect(share).toBeGreaterThan(shares[i - 1]?.share ?? 0);
    const spanMs = (shares.at(-1)?.atMs ?? 0) - (shares[0]?.atMs ?? 0);
    expect(shares.length - 1).toBeLessThanOrEqual(spanMs / 90);
    // Processor time and not the clock, so that a busy machine changes nothing.
    expect((own.user + own.system) / (all.user + all.system), 'share of the work done by the main thread').toBeLessThan(0.2);
  });
  it('is previewed while the main thread does next to nothing, and its bars stay where they were read', async () => {
    const files = createBarFiles();
    const path = writeLarge(rows);
    const [ownBefore, allBefore] = [process.threadCpuUsage(), process.cpuUsage()];
    const preview = await files.preview(path, {});
    const [own, all] = [process.threadCpuUsage(ownBefore), process.cpuUsage(allBefore)];
    await files.dispose();
    expect([preview.rowCount, preview.rows.length, preview.faults]).toEqual([rows, 20, []]);
    expect((own.user + own.system) / (all.user + all.system), 'share of the work done by the main thread').toBeLessThan(0.2);
  });
  it('can be given up midway, and the next one is read', async () => {
    const files = createBarFiles();
    const path = writeLarge(rows);
    const giveUp = new AbortController();
    await expect(files.read(path, {}, () => giveUp.abort(new Error('enough')), giveUp.signal)).rejects.toThrow('enough');
    expect((await files.read(path, {})).ok).toBe(true);
    await files.dispose();
  });
});

describe('createBarFiles', () => {
  it('ends what is being read when it is disposed of, and reads nothing afterwards', async () => {
    const files = createBarFiles();
    const reading = files.read(writeLarge(1_000_000), {});
    const outcome = expect(reading).rejects.toThrow('The file could not be read: the application is closing.');
    await files.dispose();
    await outcome;
    await expect(files.read('x.csv', {})).rejects.toThrow('the application is closing');
  });
  it('says so when its worker dies, and starts another', async () => {
    const worker = new URL('./bar-files-dying-worker.ts', import.meta.url);
    const files = createBarFiles({ worker });
    await expect(files.read('a.csv', {})).rejects.toThrow('The file could not be read: its worker ended with code 3. Try again.');
    await expect(files.read('b.csv', {})).rejects.toThrow('its worker ended with code 3');
    await files.dispose();
  });
});

/** Data lines of a file: every line but the first that is not blank. */
async function countRows(path: string): Promise<number> {
  let text = '';
  for await (const piece of createReadStream(path, 'utf8')) text += piece as string;
  return text.split('\n').filter((line) => line.trim() !== '').length - 1;
}

/** The tables in the reference data that are not bars, and the fault that says so. */
const notBars: readonly (readonly [RegExp, string])[] = [
  [/^options\//, 'NO_TIME_COLUMN'],
  [/\.factors\.csv$/, 'NO_PRICE_COLUMN'],
  [/^portfolio\//, 'NO_PRICE_COLUMN'],
  [/^rates\/us_treasury/, 'NO_TIME_COLUMN'],
  [/^rates\/us_primary/, 'NO_PRICE_COLUMN'],
  [/^returns\/jpm/, 'NO_PRICE_COLUMN'],
  [/^tick\//, 'NO_PRICE_COLUMN'],
];

/** What the reference data with another length than a day holds. */
const lengths: Readonly<Record<string, string>> = {
  'backtesting_py/BTCUSD.csv': '30d', 'backtesting_py/EURUSD.csv': '1h', 'fx_hourly/EURUSD_oanda_1h_2007_2018.csv': '1h',
  'minute/BTCPERP_1m_2022-01.csv': '1m', 'minute/SPY_1m_2013-10-04_11.csv': '1m',
};

describe('real files', () => {
  it.runIf(hasShared)('are all read when they hold bars, and refused with a reason when they do not', async () => {
    const files = createBarFiles();
    const paths = readdirSync(sharedPath('data'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.csv'));
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      const result = await files.read(sharedPath(`data/${path}`), {});
      const refusal = notBars.find(([pattern]) => pattern.test(path))?.[1];
      if (refusal === undefined) {
        expect(result.ok, `${path}: ${JSON.stringify(result.ok ? null : result.error[0])}`).toBe(true);
        expect(result.ok && result.value.bars.time.length, path).toBe(await countRows(sharedPath(`data/${path}`)));
        expect(result.ok && guessTimeframe(result.value.spacing), `${path}, over its weekends, holidays and gaps`).toBe(lengths[path] ?? '1d');
      } else {
        expect(result.ok ? [] : result.error.map(({ code }) => code), path).toContain(refusal);
        expect(result.ok ? '' : result.error[0]?.remedy, path).toContain('The columns are: ');
      }
    }
    await files.dispose();
  });
  it.runIf(hasShared)('keep their odd prints, and say where they are', async () => {
    const files = createBarFiles();
    const result = await files.read(sharedPath('data/daily/HD.csv'), {});
    await files.dispose();
    expect(result.ok && result.value.warningCount).toBe(13);
    expect(result.ok && result.value.warnings.find(({ code }) => code === 'BAD_PRICE')).toMatchObject({ line: 829 });
  });
});
