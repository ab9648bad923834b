import { accessSync, constants, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import type { Probe, ProbeFinding } from '../../core/system/ports.ts';

const ok = (detail: string): ProbeFinding => ({ status: 'ok', detail, fix: null });
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

const nodeProbe: Probe = {
  name: 'node-version',
  title: 'Version of Node',
  run: () =>
    Number.parseInt(process.versions.node, 10) >= 24
      ? ok(process.versions.node)
      : { status: 'failed', detail: `${process.versions.node} is older than 24`, fix: 'Start with npm start or npx tapedeck, which bring their own Node.' },
};

const memoryProbe: Probe = {
  name: 'memory',
  title: 'Memory',
  run: () =>
    totalmem() >= 4 * 1024 ** 3
      ? ok(gigabytes(totalmem()))
      : { status: 'warning', detail: `${gigabytes(totalmem())} in all`, fix: 'Large imports and sweeps want 4 GB or more.' },
};

const timeZoneProbe: Probe = {
  name: 'time-zones',
  title: 'Time zone data',
  run() {
    const hour = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(Date.UTC(2024, 6, 1, 12));
    return hour === '08' || hour === '8'
      ? ok('daylight saving time of New York is known')
      : { status: 'failed', detail: `New York read ${hour} o'clock instead of 8`, fix: 'Use a Node with full ICU data; the one that npm start brings has it.' };
  },
};

const clockProbe: Probe = {
  name: 'system-clock',
  title: 'Clock of the computer',
  run: () =>
    Date.now() > Date.UTC(2025, 0, 1)
      ? ok(new Date().toISOString())
      : { status: 'failed', detail: `it reads ${new Date().toISOString()}`, fix: 'Set the date of the computer; orders and events carry it.' },
};

const loopbackProbe: Probe = {
  name: 'loopback',
  title: 'Local connections',
  run: () =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => server.close(() => resolve(ok('a port on 127.0.0.1 can be opened'))));
    }),
};

const folderProbe = (folder: string): Probe => ({
  name: 'data-folder',
  title: 'Data folder',
  run() {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const mode = statSync(folder).mode & 0o777;
    // Windows has no such modes: access is a matter of the user's profile there.
    return process.platform === 'win32' || (mode & 0o077) === 0
      ? ok(folder)
      : { status: 'warning', detail: `${folder} can be read by other users`, fix: `Run: chmod 700 "${folder}"` };
  },
});

const diskProbe = (folder: string): Probe => ({
  name: 'disk-space',
  title: 'Free disk space',
  async run() {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free > 2 * 1024 ** 3) return ok(gigabytes(free));
    return { status: free > 200 * 1024 ** 2 ? 'warning' : 'failed', detail: `only ${gigabytes(free)} are free`, fix: `Free some space on the disk of ${folder}.` };
  },
});

/** Checks of the computer and of the data folder's place on it. */
export const machineProbes = (folder: string): readonly Probe[] => [
  nodeProbe, memoryProbe, clockProbe, timeZoneProbe, loopbackProbe, folderProbe(folder), diskProbe(folder),
];
