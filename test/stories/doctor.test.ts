import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../src/contract/model/system.ts';
import { epochMs } from '../../src/contract/model/units.ts';
import { openLedgerStore } from '../../src/main/adapters/store/index.ts';
import { composeWorkstation } from '../../src/main/compose.ts';
import { serve } from './node-host-process.ts';
import { runJson, runTapedeck } from './run-tapedeck.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const folder = useTemporaryFolder();
const dataDir = (name: string): string => join(folder(), name);

/** Every file of a folder with its content. */
const contents = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [name, createHash('sha256').update(readFileSync(join(path, name))).digest('hex')]),
  );

function spoil(file: string, from: number): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, from, from + 512));
}

describe('the doctor', () => {
  it('makes nothing where there is no data folder', async () => {
    const home = dataDir('none');
    const report = await runJson<DoctorReport>(['doctor'], home);
    expect(report.ok).toBe(true);
    expect(report.checks.find((check) => check.name === 'data-folder')).toMatchObject({ status: 'not-run', detail: `${home} does not exist; the first start makes it` });
    expect(existsSync(home)).toBe(false);
  });

  it('names each damaged file of a folder that cannot be opened, with its fix, and changes nothing', async () => {
    const home = dataDir('damaged');
    await runJson(['orders', 'list'], home);
    spoil(join(home, 'ledger.db'), 0);
    spoil(join(home, 'research.db'), 4_096);
    writeFileSync(join(home, 'owner.db'), 'not a lock '.repeat(500));
    mkdirSync(join(home, 'backups'), { recursive: true });
    writeFileSync(join(home, 'backups', 'ledger-20260101T000000000Z-schema1-1.db'), '');
    const before = contents(home);

    expect((await runTapedeck(['orders', 'list'], home)).exitCode, 'nothing else works').toBe(1);
    const { exitCode, out, err } = await runTapedeck(['doctor', '--json'], home);
    expect(exitCode).toBe(1);
    const { ok, checks } = JSON.parse(out) as DoctorReport;
    expect(ok).toBe(false);
    const check = (name: string) => checks.find((one) => one.name === name);
    expect(check('ledger-database')).toMatchObject({ status: 'failed', detail: expect.stringContaining('ledger.db: '), fix: expect.stringContaining('ledger-20260101T000000000Z-schema1-1.db') });
    expect(check('research-database')).toMatchObject({ status: 'failed', detail: expect.stringContaining('research.db: '), fix: expect.stringContaining('There is no backup') });
    expect(check('folder-lock')).toMatchObject({ status: 'failed', fix: expect.stringContaining(`delete ${join(home, 'owner.db')}`) });
    expect(check('market-database'), 'the others are examined all the same').toMatchObject({ status: 'ok' });
    expect(err.trim().split('\n')).toEqual([expect.stringContaining('3 of ')]);
    expect(contents(home)).toEqual(before);
  });

  it('leaves a whole folder as it was', async () => {
    const home = dataDir('whole');
    await runJson(['orders', 'list'], home);
    const before = contents(home);
    expect((await runJson<DoctorReport>(['doctor'], home)).ok).toBe(true);
    expect(contents(home)).toEqual(before);
  });
});

describe('a ledger with an entry that this program does not know', () => {
  it('is named by the doctor, and at once by every command that cannot open it', async () => {
    const home = dataDir('unknown-entry');
    const workstation = await composeWorkstation({ host: 'cli', dataDir: home });
    await workstation.dispose();
    const ledger = openLedgerStore(home);
    const [{ seq = 0 } = {}] = ledger.append([{ stream: 'account:paper-1', type: 'accountTeleported', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body: {} }]);
    ledger.dispose();

    const sentence = `Ledger entry ${seq} is of kind accountTeleported version 1, which this version of Tapedeck does not know; start a newer one.`;
    expect(await runTapedeck(['orders', 'list'], home)).toMatchObject({ exitCode: 1, err: `tapedeck: ${sentence}\n` });
    const { exitCode, out } = await runTapedeck(['doctor', '--json'], home);
    expect(exitCode).toBe(1);
    const failed = (JSON.parse(out) as DoctorReport).checks.filter((check) => check.status === 'failed');
    expect(failed).toMatchObject([{ name: 'ledger-entries', detail: sentence }]);
  });
});

describe('the doctor beside a running workstation', () => {
  it('asks it, and looks for itself when it gets no answer', async () => {
    const home = dataDir('running');
    const { child, ready, ended } = serve({ dataFolder: home });
    try {
      await ready;
      const asked = await runJson<DoctorReport>(['doctor'], home);
      expect([asked.ok, asked.checks.find((check) => check.name === 'folder-lock')?.detail]).toEqual([true, `in use by process ${child.pid}`]);

      writeFileSync(join(home, 'api-token'), 'not-the-token-of-this-workstation-at-all');
      const { exitCode, out } = await runTapedeck(['doctor', '--json'], home);
      const { checks } = JSON.parse(out) as DoctorReport;
      expect(exitCode).toBe(1);
      expect(checks.filter((check) => check.status === 'failed')).toMatchObject([{ name: 'workstation', detail: expect.stringContaining('did not answer: ') }]);
      expect(checks.find((check) => check.name === 'ledger-database'), 'a file that is in use').toMatchObject({ status: 'ok' });
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended, 'and it was not disturbed').toEqual({ code: 0, signal: null });
    expect((await runJson<DoctorReport>(['doctor'], home)).ok).toBe(true);
  });
});

describe.runIf(process.platform === 'linux')('a data folder that cannot be made', () => {
  it('is refused in one sentence by every command that needs one', async () => {
    const { exitCode, err } = await runTapedeck(['orders', 'list', '--data-dir', '/proc/nope'], dataDir('unused'));
    expect(exitCode).toBe(1);
    expect(err.trim().split('\n')).toEqual([expect.stringMatching(/^tapedeck: The data folder \/proc\/nope cannot be made \(.*\); set TAPEDECK_DATA_DIR/)]);
  });
});
