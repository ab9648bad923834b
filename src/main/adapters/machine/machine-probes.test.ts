import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../clock/manual-clock.ts';
import { runProbes } from '../../core/system/index.ts';
import { machineProbes } from './machine-probes.ts';

describe('checks of the machine', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-probes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const statusOf = async (name: string, place = folder) =>
    (await runProbes(machineProbes(place), createManualClock())).checks.find((check) => check.name === name);

  it('find nothing wrong with a private folder', async () => {
    expect(await statusOf('data-folder')).toMatchObject({ status: 'ok', fix: null });
  });

  it.runIf(process.platform !== 'win32')('warn of a folder that others can read, and say how to close it', async () => {
    chmodSync(folder, 0o755);
    expect(await statusOf('data-folder')).toMatchObject({ status: 'warning', fix: `Run: chmod 700 "${folder}"` });
  });

  it('fail on a folder that is not there, without stopping the other checks', async () => {
    const report = await runProbes(machineProbes(join(folder, 'gone')), createManualClock());
    expect(report.ok).toBe(false);
    expect(report.checks.find((check) => check.name === 'data-folder')?.status).toBe('failed');
    expect(report.checks.find((check) => check.name === 'loopback')?.status, 'others still run').toBe('ok');
  });
});
