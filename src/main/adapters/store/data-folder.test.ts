import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateDataFolder, resolveDataFolder } from './data-folder.ts';
import { openLedgerStore } from './ledger-store.ts';
import { acquireOwnership, readOwner } from './ownership.ts';

const root = mkdtempSync(join(tmpdir(), 'tapedeck-folder-'));
afterAll(() => rmSync(root, { recursive: true }));
const linux = { platform: 'linux', home: '/home/ada' } as const;

describe('the data folder', () => {
  it('is where TAPEDECK_DATA_DIR says, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(locateDataFolder({ platform, home: '/home/ada', environment: { TAPEDECK_DATA_DIR: '/data', XDG_DATA_HOME: '/xdg' } })).toBe(resolve('/data'));
    }
    expect(locateDataFolder({ ...linux, environment: { TAPEDECK_DATA_DIR: 'here' } }), 'relative to where we were started').toBe(resolve('here'));
  });

  it('is else the place for application data of the platform', () => {
    expect(locateDataFolder({ ...linux, environment: { XDG_DATA_HOME: '/xdg' } })).toBe(join('/xdg', 'tapedeck'));
    expect(locateDataFolder({ ...linux, environment: { XDG_DATA_HOME: 'relative' } })).toBe(join('/home/ada', '.local', 'share', 'tapedeck'));
    expect(locateDataFolder({ ...linux, environment: {} })).toBe(join('/home/ada', '.local', 'share', 'tapedeck'));
    expect(locateDataFolder({ ...linux, platform: 'darwin', environment: {} })).toBe(join('/home/ada', 'Library', 'Application Support', 'Tapedeck'));
    expect(locateDataFolder({ ...linux, platform: 'win32', environment: { LOCALAPPDATA: 'C:\\Local' } })).toBe(join('C:\\Local', 'Tapedeck'));
  });

  it('is the chosen one whatever the environment says', () => {
    expect(resolveDataFolder(join(root, 'chosen'), { ...linux, environment: { TAPEDECK_DATA_DIR: join(root, 'other') } })).toBe(join(root, 'chosen'));
  });

  it('is never the folder we were started in because its name is empty', () => {
    const here = readdirSync('.');
    for (const chosen of ['', ' ']) expect(() => resolveDataFolder(chosen, { ...linux, environment: {} })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', message: '--data-dir must name a folder, not be empty; leave it out for the usual one.' }));
    expect(readdirSync('.')).toEqual(here);
    expect(locateDataFolder({ ...linux, environment: { TAPEDECK_DATA_DIR: '' } }), 'not set').toBe(join('/home/ada', '.local', 'share', 'tapedeck'));
  });

  it('is made for its owner alone', () => {
    const folder = resolveDataFolder(undefined, { ...linux, environment: { TAPEDECK_DATA_DIR: join(root, 'a', 'b') } });
    expect(statSync(folder).isDirectory()).toBe(true);
    // Windows has no such bits; there the user's profile is private.
    expect(process.platform === 'win32' || (statSync(folder).mode & 0o777) === 0o700).toBe(true);
  });

  it('says so when it cannot be made', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => resolveDataFolder(undefined, { ...linux, environment: { TAPEDECK_DATA_DIR: join(root, 'file', 'x') } })).toThrow(/set TAPEDECK_DATA_DIR/);
  });
});

describe.runIf(process.platform === 'linux')('a folder that takes no others', () => {
  it('is refused in one sentence and at once', () => {
    expect(() => resolveDataFolder('/proc/nope/deeper')).toThrow(/^The data folder \/proc\/nope\/deeper cannot be made \(.*\); set TAPEDECK_DATA_DIR/);
  });

  it('is refused with the file that cannot be made there', () => {
    expect(() => acquireOwnership('/proc')).toThrow(/^\/proc\/owner.db cannot be made \(.*\); set TAPEDECK_DATA_DIR/);
  });
});

describe('the lock of a data folder', () => {
  it('that is damaged is named with its remedy', () => {
    const folder = mkdtempSync(join(root, 'lock-'));
    writeFileSync(join(folder, 'owner.db'), 'this is not a database '.repeat(100));
    for (const use of [acquireOwnership, readOwner]) expect(() => use(folder)).toThrow(/owner.db, the lock of the data folder, cannot be used .* delete it while no Tapedeck is running/);
  });
});

describe.runIf(process.platform !== 'win32')('the files in a data folder', () => {
  it('can be read by their owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-modes-'));
    const ownership = acquireOwnership(folder);
    const ledger = openLedgerStore(folder);
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
    ledger.dispose();
    ownership.dispose();
    rmSync(folder, { recursive: true });
    expect(modes.length).toBeGreaterThan(2);
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
  });
});
