import { backtestSettingsSchema } from '../../src/contract/model/backtest.ts';
import { instrumentId, type Instrument } from '../../src/contract/model/instrument.ts';
import type { Bar, BarColumns, BarPage, LiveBar, SeriesKey } from '../../src/contract/model/bar.ts';
import type { PaperSession } from '../../src/contract/model/paper-session.ts';
import { timeframe, timeframeMs } from '../../src/contract/model/timeframe.ts';
import { decimalText, epochMs } from '../../src/contract/model/units.ts';
import { QuantError } from '../../src/quant/error.ts';
import { SimMarket } from '../../src/quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../src/quant/tasks.ts';
import { tasks } from '../../src/main/workers/compute/tasks.ts';
import type { RecordedSpec } from '../../src/main/core/backtests/index.ts';
import type { JobOptions, JobOutcome, JobPort } from '../../src/main/core/jobs/index.ts';
import { AppError, createCountingIds, silentLog, type Clock } from '../../src/main/core/kernel/index.ts';
import { createStrategies } from '../../src/main/core/strategies/index.ts';
import { createPaperSessions } from '../../src/main/core/paper-sessions/create-paper-sessions.ts';
import type { PromoteRequest } from '../../src/main/core/paper-sessions/paper-sessions.ts';
import type { PaperSessionStore, RecordedBar, StoredPaperSession } from '../../src/main/core/paper-sessions/ports.ts';

export const acme: SeriesKey = { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1h') };
export const volt: SeriesKey = { instrumentId: instrumentId('SIM:VOLT'), timeframe: timeframe('1h') };

/** Sessions in memory, as text, as they would lie on a disk. */
export function createMemoryPaperStore(): PaperSessionStore & { readonly told: string[] } {
  const sessions = new Map<string, string>();
  const bars = new Map<string, RecordedBar[]>();
  const journals = new Map<string, string>();
  const told: string[] = [];
  const change = (sessionId: string, state: StoredPaperSession['state']): void => {
    const stored = sessions.get(sessionId);
    if (stored === undefined) throw new AppError('NOT_FOUND', `There is no session ${sessionId} on paper.`);
    sessions.set(sessionId, JSON.stringify({ ...(JSON.parse(stored) as StoredPaperSession), state }));
  };
  return {
    told,
    createPaperSession: async (session) => void sessions.set(session.sessionId, JSON.stringify(session)),
    listPaperSessions: async () => [...sessions.values()].map((text) => JSON.parse(text) as StoredPaperSession).reverse(),
    savePaperState: async (sessionId, state) => (told.push(`state ${state.status}`), change(sessionId, state)),
    async appendPaperBars(sessionId, added, state) {
      told.push(`bars ${added.length}`);
      change(sessionId, state);
      bars.set(sessionId, [...(bars.get(sessionId) ?? []), ...added.map((bar) => ({ ...bar }))]);
    },
    loadPaperBars: async (sessionId) => [...(bars.get(sessionId) ?? [])].sort((a, b) => a.time - b.time || a.series - b.series),
    async appendPaperJournal(sessionId, _from, text, state) {
      told.push('journal');
      change(sessionId, state);
      journals.set(sessionId, (journals.get(sessionId) ?? '') + text);
    },
    loadPaperJournal: async (sessionId) => journals.get(sessionId) ?? '',
    removePaperSession: async (sessionId) => void (sessions.delete(sessionId), bars.delete(sessionId), journals.delete(sessionId)),
  };
}

/** Computes at once, here. `before`: what a test does before a task; `others`: what it does in its place. */
export function inlineJobs(before: (task: TaskName) => void | Promise<void> = () => {}, others: Partial<typeof tasks> = {}): JobPort {
  const all = { ...tasks, ...others };
  return {
    concurrency: 1,
    dispose: async () => {},
    async run<K extends TaskName>(task: K, input: TaskInput<K>, options?: JobOptions): Promise<JobOutcome<TaskOutput<K>>> {
      try {
        await before(task);
        if (options?.signal?.aborted === true) return { ok: false, error: { reason: 'cancelled', message: 'The job was cancelled.' } };
        return { ok: true, value: (all[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: (share) => options?.onProgress?.(share) }) };
      } catch (error) {
        if (error instanceof QuantError) return { ok: false, error: { reason: 'failed', message: error.message } };
        throw error;
      }
    },
  };
}

/** Real time in which every pause is over at once. */
const restless: Clock = {
  now: () => epochMs(1_800_000_000_000),
  monotonicMs: () => 0,
  after(_delayMs, run) {
    const timer = setImmediate(run);
    return { dispose: () => clearImmediate(timer) };
  },
};

export type RigOptions = { readonly seed?: number; readonly jobs?: JobPort; readonly store?: ReturnType<typeof createMemoryPaperStore>; readonly startBar?: number; readonly count?: number; readonly runs?: Readonly<Record<string, RecordedSpec>>; readonly isHalted?: () => boolean };

/** A market of simulated bars that go on one by one as the test says, and sessions on it that can be begun anew as after a restart. */
export function createPaperRig({ seed = 7, jobs = inlineJobs(), store = createMemoryPaperStore(), startBar = 300, count = 600, runs = {}, isHalted = () => false }: RigOptions = {}) {
  const sim = new SimMarket(seed);
  const series = new Map<string, BarColumns>();
  const barsOf = (key: SeriesKey): BarColumns => {
    const known = series.get(key.instrumentId) ?? sim.bars(key.instrumentId, timeframeMs(key.timeframe), Date.UTC(2025, 5, 1), count);
    series.set(key.instrumentId, known);
    return known;
  };
  const length = timeframeMs(acme.timeframe);
  const listeners = new Set<{ readonly key: SeriesKey; readonly tell: (bar: LiveBar) => void }>();
  const timeListeners = new Set<(ms: number) => void>();
  let bar = startBar;
  const now = (): number => (barsOf(acme).time[bar - 1] ?? 0) + length;
  const at = ({ time, open, high, low, close, volume }: BarColumns, k: number): Bar => ({ time: epochMs(time[k] ?? 0), open: open[k] ?? 0, high: high[k] ?? 0, low: low[k] ?? 0, close: close[k] ?? 0, volume: volume[k] ?? 0 });
  const market = {
    requireInstrument(id: string): Instrument {
      if (id !== acme.instrumentId && id !== volt.instrumentId && id !== 'FILE:GOOG') throw new AppError('NOT_FOUND', `There is no instrument ${id}.`);
      return {
        id: instrumentId(id), symbol: id, venue: 'SIM', name: id, assetClass: 'equity', sector: null, currency: 'USD', tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'),
        isTradable: !id.startsWith('FILE:'), calendar: 'always',
      };
    },
    openBars(key: SeriesKey, tell: (bar: LiveBar) => void) {
      const entry = { key, tell };
      listeners.add(entry);
      return { ready: Promise.resolve(), forming: null, dispose: () => void listeners.delete(entry) };
    },
    async history(key: SeriesKey, { limit }: { readonly limit: number }): Promise<BarPage> {
      const columns = barsOf(key);
      const until = columns.time.findIndex((time) => time + length > now());
      const end = until === -1 ? columns.time.length : until;
      const cut = (values: Float64Array): number[] => [...values.subarray(Math.max(0, end - limit), end)];
      return { ...key, seq: 0, time: cut(columns.time), open: cut(columns.open), high: cut(columns.high), low: cut(columns.low), close: cut(columns.close), volume: cut(columns.volume) };
    },
  };
  const open = () => createPaperSessions({
    market, jobs, store, clock: restless, marketNow: () => epochMs(now()), log: silentLog, ids: createCountingIds(), strategies: createStrategies({ jobs }), isHalted,
    registry: { loadSpec: async (runId) => runs[runId] ?? null }, honesty: { verdict: async () => Promise.reject(new Error('Nothing was judged.')) },
    onTime(listener) {
      timeListeners.add(listener);
      return { dispose: () => void timeListeners.delete(listener) };
    },
  });
  let sessions = open();
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const rig = {
    store, barsOf,
    get sessions() {
      return sessions;
    },
    /** Open series, as the leak test counts them. */
    get listeners() {
      return listeners.size;
    },
    /** So many bars of all series go by; the sessions hear of them. */
    pass(count: number): void {
      for (let k = 0; k < count; k++) {
        const from = now();
        bar += 1;
        for (const { key, tell } of [...listeners]) {
          const columns = barsOf(key);
          for (const [place, time] of columns.time.entries()) if (time + length > from && time + length <= now()) tell({ ...at(columns, place), isForming: false });
        }
        for (const tell of [...timeListeners]) tell(now());
      }
    },
    /** Until the session has worked all that passed, or has ended. */
    async settle(sessionId: string): Promise<PaperSession> {
      for (let turns = 0; turns < 5_000; turns++) {
        const session = sessions.get(sessionId);
        if (session.status !== 'checking' && (session.status !== 'running' || (session.lastBarMs ?? 0) === barsOf(acme).time[bar - 1])) return session;
        await turn();
      }
      throw new Error(`Session ${sessionId} did not come to rest: ${JSON.stringify(sessions.get(sessionId))}`);
    },
    /** Begun, its detector over. */
    async begin(sessionId: string): Promise<PaperSession> {
      for (let turns = 0; turns < 5_000; turns++) {
        const session = sessions.get(sessionId);
        if (session.status !== 'checking') return session;
        await turn();
      }
      throw new Error(`Session ${sessionId} did not begin.`);
    },
    /** The program ends, so many bars go by, and it begins anew on the same disk. */
    async restart(missed = 0): Promise<void> {
      await sessions.dispose();
      rig.pass(missed);
      sessions = open();
      await sessions.restore();
    },
    /** The program is killed: nothing is let go of in order. What it would still have done is not done. */
    async kill(): Promise<void> {
      timeListeners.clear();
      listeners.clear();
      sessions = open();
      await sessions.restore();
    },
  };
  return rig;
}

export type PaperRig = ReturnType<typeof createPaperRig>;

/** A strategy that trades often, with costs. */
export const paperRequest = { strategy: 'sma-cross', params: { fast: 3, slow: 8 }, settings: backtestSettingsSchema.parse({ commissionRate: 0.001 }), series: [acme], history: 100 };

/** A session that runs, its check over. */
export async function startPaper(rig: PaperRig, over: Partial<PromoteRequest> = {}): Promise<string> {
  const { sessionId } = await rig.sessions.promote({ ...paperRequest, ...over });
  await rig.begin(sessionId);
  return sessionId;
}
