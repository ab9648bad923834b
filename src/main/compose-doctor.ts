import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DoctorReport } from '../contract/model/system.ts';
import { createSystemClock } from './adapters/clock/index.ts';
import { machineProbes } from './adapters/machine/machine-probes.ts';
import { findDataFolder, storeProbes } from './adapters/store/index.ts';
import { checkLedgerEntry } from './core/ledger/index.ts';
import { runProbes, type Probe } from './core/system/index.ts';

/**
 * Examines the machine and a data folder that no workstation serves. Reads only: it works on a folder that could not be opened, and
 * where there is none it makes none.
 */
export function examineDataFolder(dataDir?: string): Promise<DoctorReport> {
  const folder = findDataFolder(dataDir);
  const probes = existsSync(folder) ? [...machineProbes(folder), ...storeProbes(folder, checkLedgerEntry)] : probesOfMissing(folder);
  return runProbes(probes, createSystemClock());
}

/** What can be said before the first start: of the machine, and of the place where the folder will be. */
const probesOfMissing = (folder: string): readonly Probe[] =>
  machineProbes(nearestExisting(folder)).map((probe) =>
    probe.name === 'data-folder'
      ? { ...probe, run: () => ({ status: 'not-run', detail: `${folder} does not exist; the first start makes it`, fix: null }) }
      : probe,
  );

const nearestExisting = (path: string): string => (existsSync(path) ? path : nearestExisting(dirname(path)));
