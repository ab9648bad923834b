import { mkdtempSync, openSync, closeSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { createBarFiles } from '../../src/main/adapters/files/index.ts';
import { openBarStore } from '../../src/main/adapters/store/index.ts';
import { createData, type BarFiles, type UploadStaging } from '../../src/main/core/data/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import type { Market } from '../../src/main/core/market/index.ts';
import { percentile, type Bench, type Report } from './bench.ts';
import { writeBarFile } from './write-bar-file.ts';

const rows = 1_000_000;
const runs = 5;
const targetRowsPerSecond = 1_000_000;

/** Reads the file and drops it: what any reader must at least take. */
function readRaw(path: string): void {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  while (readSync(file, buffer, 0, buffer.length, null) > 0);
  closeSync(file);
}

/** File to disk: read, checked, and stored with its longer timeframes in one transaction, each run into a series of its own. */
async function measureImport(files: BarFiles, path: string, folder: string, report: Report): Promise<void> {
  const bars = await openBarStore(folder);
  const market = { instrument: () => null, saveInstrument: (one) => bars.save(one) } satisfies Partial<Market> as unknown as Market;
  const data = createData({ files, staging: {} as UploadStaging, bars, market, log: silentLog });
  try {
    const times: number[] = [];
    for (let run = -1; run < runs; run++) {
      const start = performance.now();
      const { added } = await data.importFile(path, { symbol: `RUN${run + 1}`, timeframe: timeframe('1m'), options: {}, onConflict: 'refuse' });
      if (added !== rows) throw new Error(`Only ${added} bars were added.`);
      if (run >= 0) times.push(performance.now() - start);
    }
    const rowsPerSecond = (rows / percentile(times, 0.5)) * 1_000;
    report({
      figure: 'CSV import end to end, 1,000,000 minute rows to disk', measured: `${(rowsPerSecond / 1e6).toFixed(2)} M rows/s`, target: '≥ 1 M rows/s',
      ok: rowsPerSecond >= targetRowsPerSecond, note: `one transaction with seven longer timeframes, slowest of ${runs}: ${(rows / Math.max(...times) / 1_000).toFixed(2)} M rows/s`,
    });
  } finally {
    await bars.dispose();
  }
}

export const bench: Bench = {
  name: 'csv',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-bench-'));
    const path = join(folder, 'bars.csv');
    const files = createBarFiles();
    try {
      writeBarFile(path, rows);
      const [raw, read]: [number[], number[]] = [[], []];
      for (let run = -1; run < runs; run++) {
        const rawStart = performance.now();
        readRaw(path);
        const readStart = performance.now();
        const result = await files.read(path, {});
        const end = performance.now();
        if (!result.ok || result.value.bars.time.length !== rows) throw new Error('The generated file was not read whole.');
        if (run < 0) continue;
        raw.push(readStart - rawStart);
        read.push(end - readStart);
      }
      const [rawMs, readMs] = [percentile(raw, 0.5), percentile(read, 0.5)];
      const rowsPerSecond = (rows / readMs) * 1_000;
      report({
        figure: 'CSV to columns through the worker, with SHA-256', measured: `${(rowsPerSecond / 1e6).toFixed(2)} M rows/s`, target: '≥ 1 M rows/s',
        ok: rowsPerSecond >= targetRowsPerSecond, note: `${(statSync(path).size / 1e6).toFixed(0)} MB, slowest of ${runs}: ${(rows / Math.max(...read) / 1_000).toFixed(2)} M rows/s; storing is not part of it`,
      });
      report({ figure: 'the same against reading the bytes alone', measured: `${(readMs / rawMs).toFixed(1)} times`, target: '', ok: null, note: `${readMs.toFixed(0)} ms and ${rawMs.toFixed(0)} ms` });
      await measureImport(files, path, folder, report);
    } finally {
      await files.dispose();
      rmSync(folder, { recursive: true });
    }
  },
};
