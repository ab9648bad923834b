import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { canonicalJson } from '../../../../../quant/text/canonical-json.ts';
import { migrate } from '../migrate.ts';
import { runs } from './0001-runs.ts';
import { researchMigrations } from './index.ts';

const hypothesisOf = (data: string): string => createHash('sha256').update(canonicalJson({ strategy: 'sma-cross', data: [data] })).digest('hex');
const used = { symbol: 'GOOG', bars: 3, fromMs: 0, toMs: 2, fingerprint: 'f00d' };

describe('runs that were recorded before hypotheses went by data', () => {
  it('count towards the hypothesis that a run over the same data has today', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tapedeck-hypotheses-'));
    const file = join(folder, 'research.db');
    const database = new Database(file);
    onTestFinished(() => {
      database.close();
      rmSync(folder, { recursive: true });
    });
    migrate(database, file, [runs]);
    const insert = database.prepare('INSERT INTO runs VALUES (?, \'backtest\', ?, \'t\', \'done\', 1, NULL, NULL, 0, 0, ?)');
    const specs = {
      file: { strategy: 'sma-cross', data: [used] },
      copy: { strategy: 'sma-cross', data: [{ ...used, symbol: 'MyGoog' }] },
      stored: { strategy: 'sma-cross', data: [used], series: { instrumentId: 'FILE:GOOG', timeframe: '1d' } },
      feed: { strategy: 'sma-cross', data: [used], series: { instrumentId: 'SIM:ACME', timeframe: '1h' } },
      unknown: { strategy: 'sma-cross', data: [] },
    };
    for (const [id, spec] of Object.entries(specs)) insert.run(id, `old ${id}`, JSON.stringify(spec));
    migrate(database, file, researchMigrations);
    const found = Object.fromEntries(database.prepare<[], { run_id: string; hypothesis: string }>('SELECT run_id, hypothesis FROM runs').all().map((row) => [row.run_id, row.hypothesis]));
    const same = hypothesisOf('f00d');
    expect(found).toEqual({ file: same, copy: same, stored: same, feed: hypothesisOf('SIM:ACME 1h'), unknown: 'old unknown' });
  });
});
