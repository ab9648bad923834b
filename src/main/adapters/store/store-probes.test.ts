import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import { AppError } from '../../core/kernel/index.ts';
import type { NewEvent, StoredEvent } from '../../core/ledger/ports.ts';
import { openLedgerStore } from './ledger-store.ts';
import { storeProbes } from './store-probes.ts';

describe('checks of the databases', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tapedeck-store-probes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const find = async (name: string, check: (event: StoredEvent) => void = () => undefined) => storeProbes(folder, check).find((probe) => probe.name === name)?.run();

  it('have nothing to say of an empty folder', async () => {
    expect(await find('ledger-database')).toMatchObject({ status: 'not-run' });
  });

  it('find a whole ledger whole, and a damaged one damaged', async () => {
    const store = openLedgerStore(folder);
    const event: NewEvent = { stream: 's', type: 't', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body: { text: 'x'.repeat(500) } };
    store.append(Array.from({ length: 200 }, () => event));
    store.dispose();
    expect(await find('ledger-database')).toMatchObject({ status: 'ok', fix: null });
    expect(await find('ledger-journal')).toMatchObject({ status: 'ok' });

    expect(await find('ledger-entries')).toEqual({ status: 'ok', detail: 'all 200 can be read', fix: null });

    const file = openSync(join(folder, 'ledger.db'), 'r+');
    writeSync(file, Buffer.alloc(4_096, 0xa5), 0, 4_096, 3 * 4_096);
    closeSync(file);
    expect(await find('ledger-database')).toMatchObject({ status: 'failed', fix: expect.stringContaining('backup') });
    expect(await find('ledger-entries')).toMatchObject({ status: 'not-run' });
  });

  it('find the entry that this program cannot read, wherever it stands, and leave the folder as it was', async () => {
    const store = openLedgerStore(folder);
    store.append(Array.from({ length: 450 }, (_, i): NewEvent => ({ stream: 's', type: i === 3 ? 'teleported' : 't', version: 1, timeMs: epochMs(0), causationId: null, correlationId: null, body: {} })));
    store.dispose();
    const files = readdirSync(folder);
    const check = ({ seq, type }: StoredEvent): void => {
      if (type === 'teleported') throw new AppError('CONFLICT', `Ledger entry ${seq} is of an unknown kind.`);
    };
    expect(await find('ledger-entries', check)).toEqual({
      status: 'failed', detail: 'Ledger entry 4 is of an unknown kind.', fix: expect.stringMatching(/^If a newer Tapedeck .* There is no backup/),
    });
    expect(readdirSync(folder)).toEqual(files);
  });
});
