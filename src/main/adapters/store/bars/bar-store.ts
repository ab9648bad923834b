import type { SeriesKey } from '../../../../contract/model/bar.ts';
import type { EpochMs } from '../../../../contract/model/units.ts';
import type { Log } from '../../../core/kernel/index.ts';
import type { BarStore, InstrumentStore } from '../../../core/market/ports.ts';
import type { HealthSource } from '../../../core/system/ports.ts';
import { openDatabase } from '../open-database.ts';
import { callHere } from '../threads/call-here.ts';
import type { CallsOf, CallStore } from '../threads/messages.ts';
import { joinWriter, startReader } from '../threads/store-threads.ts';
import { BarDatabase, marketDatabase } from './bar-database.ts';
import { checkLengths } from './check-bars.ts';
import { areShared, joinShared } from './columns.ts';

/** Everything about `market.db`. Retention is how long bars of a series are wanted; it never touches what is kept. */
export interface MarketStore extends BarStore, InstrumentStore {
  /** In milliseconds; null: for ever. NOT_FOUND for a series that is not stored. */
  setRetention(key: SeriesKey, retentionMs: number | null): Promise<void>;
  /** Deletes bars that are older than their series' retention and gives how many they were. */
  applyRetention(now: EpochMs): Promise<number>;
  /** How the threads are that write and read. */
  health(): StoreHealth;
}

export type StoreHealth = ReturnType<HealthSource['health']>;

export type OpenBarStoreOptions = {
  readonly log?: Log;
  /** Threads for reading; 1 when left out, 0: the writing thread reads too. */
  readonly readers?: number;
};

/** Opens `market.db` of a data folder: one thread writes, others read. Only the folder's owner may. */
export async function openBarStore(folder: string, options: OpenBarStoreOptions = {}): Promise<MarketStore> {
  const { thread: writer, leave } = joinWriter(folder, options.log);
  const write = writer.service('bars');
  try {
    // Readers need the file and its schema, so the writer goes first.
    await write('series', []);
  } catch (error) {
    await leave();
    throw error;
  }
  const readers = Array.from({ length: options.readers ?? 1 }, () => startReader(folder, options.log));
  const leastBusy: CallStore<'bars'> = (method, args) =>
    readers.reduce((best, each) => (each.pending < best.pending ? each : best)).service('bars')(method, args);
  const health = (): StoreHealth => worst([writer, ...readers].map((thread) => thread.health()));
  return barStoreOver(write, readers.length === 0 ? write : leastBusy, health, async () => {
    await Promise.all(readers.map((reader) => reader.close('bars').then(() => reader.stop())));
    await writer.close('bars');
    await leave();
  });
}

/** The same on this thread, for programs of one task and for tests. */
export function openBarStoreInThread(folder: string, options: { readonly log?: Log } = {}): MarketStore {
  const database = new BarDatabase(openDatabase(folder, marketDatabase, options));
  const call = callHere<CallsOf<'bars'>>(database);
  return barStoreOver(call, call, () => ({ status: 'ok', detail: 'The store is open.' }), async () => database.dispose());
}

const severity = { ok: 0, warning: 1, failed: 2 } as const;
const worst = (findings: readonly StoreHealth[]): StoreHealth => findings.reduce((a, b) => (severity[b.status] > severity[a.status] ? b : a));

const barStoreOver = (write: CallStore<'bars'>, read: CallStore<'bars'>, health: () => StoreHealth, dispose: () => Promise<void>): MarketStore => ({
  async append(key, bars, options) {
    checkLengths(bars);
    return await write('append', [key, areShared(bars) ? bars : joinShared([bars]), options]);
  },
  read: (key, range) => read('read', [key, range]),
  readWithFingerprint: (key, range) => read('readWithFingerprint', [key, range]),
  series: () => read('series', []),
  remove: (key) => write('remove', [key]),
  compact: () => write('compact', []),
  setRetention: (key, retentionMs) => write('setRetention', [key, retentionMs]),
  applyRetention: (now) => write('applyRetention', [now]),
  list: () => read('list', []),
  save: (instrument) => write('save', [instrument]),
  health,
  dispose,
});

