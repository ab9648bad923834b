import type { PaperSession } from '../../../contract/model/paper-session.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { engineVersion } from '../../../quant/engine/version.ts';
import { valueOf } from '../jobs/index.ts';
import { AppError, messageOf, StateMailbox, type IdSource } from '../kernel/index.ts';
import { watchCode } from '../strategies/index.ts';
import { compareSession } from './compare-session.ts';
import { createGate } from './gate.ts';
import type { PaperSessions } from './paper-sessions.ts';
import type { PaperState, StoredPaperSession } from './ports.ts';
import { readJournalPage, readReport } from './read-session.ts';
import { RecordedBars } from './recorded-bars.ts';
import { resolvePromotion, type PromotionDeps } from './resolve-promotion.ts';
import { SessionRunner, type RunnerDeps } from './session-runner.ts';

export type PaperSessionsDeps = Omit<RunnerDeps, 'market' | 'gate'> & PromotionDeps & {
  readonly market: RunnerDeps['market'] & PromotionDeps['market'];
  readonly ids: IdSource;
  /** Tells up to when the market has told all; gives the function that ends it. */
  readonly onTime: (listener: (completeUntilMs: number) => void) => { dispose(): void };
  /** Whether the kill switch is pulled. */
  readonly isHalted: () => boolean;
};

/** As many sessions run at a time: each takes up to half a thread. */
const mostRunning = 20;
const probes = 20;

type Entry = {
  session: StoredPaperSession;
  /** Of the look-ahead check. */
  progress: number;
  runner: SessionRunner | null;
  /** Ends the check. */
  check: AbortController | null;
  /** The check, the beginning or the going on, under way. */
  work: Promise<void> | null;
};

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const newState: PaperState = {
  status: 'checking', reason: null, endedAtMs: null, tradesFromMs: null, lookAhead: null, bars: { warmup: 0, live: 0, caughtUp: 0 }, lastBarMs: null,
  journal: { entries: 0, hash: emptyHash }, account: null, latest: [],
};

/** Builds sessions over the live market, jobs and their store. {@link PaperSessions.restore} reads what there is. */
export function createPaperSessions(deps: PaperSessionsDeps): PaperSessions {
  const { store, clock, log, jobs, market } = deps;
  const entries = new Map<string, Entry>();
  const gate = createGate(Math.max(1, Math.floor(jobs.concurrency / 2)));
  const mailboxes = new Set<StateMailbox<string, PaperSession>>();
  const time = deps.onTime((completeUntilMs) => {
    for (const { runner } of entries.values()) runner?.passTime(completeUntilMs);
  });
  let isClosed = false;

  const tell = (entry: Entry): void => {
    const told = toSession(entry);
    for (const mailbox of mailboxes) mailbox.put(told.sessionId, told);
  };

  function find(sessionId: string): Entry {
    const entry = entries.get(sessionId);
    if (entry === undefined) throw new AppError('NOT_FOUND', `There is no session ${sessionId} on paper.`, { sessionId });
    return entry;
  }

  const isUnderWay = ({ session: { state } }: Entry): boolean => state.status === 'checking' || state.status === 'running';

  function requireRoom(): void {
    if (deps.isHalted()) throw new AppError('CONFLICT', 'Trading is halted, on paper too; resume trading first.');
    if ([...entries.values()].filter(isUnderWay).length >= mostRunning) throw new AppError('CONFLICT', `${mostRunning} sessions run, which is as many as do at a time; stop one first.`);
  }

  async function set(entry: Entry, state: PaperState): Promise<void> {
    await store.savePaperState(entry.session.sessionId, state);
    entry.session = { ...entry.session, state };
    tell(entry);
  }

  function startRunner(entry: Entry): SessionRunner {
    const runner = new SessionRunner({ ...deps, gate }, entry.session, (state) => {
      entry.session = { ...entry.session, state };
      if (!isUnderWay(entry)) entry.runner = null;
      tell(entry);
    });
    entry.runner = runner;
    return runner;
  }

  /** Runs a step of a session in the background; one that fails ends the session with the reason. */
  function inBackground(entry: Entry, step: () => Promise<void>): Promise<void> {
    const work = step()
      .catch(async (error: unknown) => {
        if (isClosed) return;
        log.warn('a session on paper ended', { sessionId: entry.session.sessionId, error });
        await entry.runner?.dispose();
        entry.runner = null;
        await set(entry, { ...entry.session.state, status: 'failed', reason: messageOf(error), endedAtMs: clock.now() });
      })
      .catch((error: unknown) => log.error('the end of a session on paper could not be written down', { error }))
      .finally(() => {
        entry.work = null;
      });
    entry.work = work;
    return work;
  }

  async function checkAndBegin(entry: Entry, check: AbortController): Promise<void> {
    const { spec } = entry.session;
    const series: SeriesInput[] = [];
    for (const [k, key] of spec.series.entries()) {
      const { time: at, open, high, low, close, volume } = await market.history(key, { beforeMs: null, limit: Math.max(spec.history, 100) });
      const column = (values: readonly number[]): Float64Array => Float64Array.from(values);
      if (at.length > 0) series.push({ symbol: spec.symbols[k] ?? '', bars: { time: column(at), open: column(open), high: column(high), low: column(low), close: column(close), volume: column(volume) } });
    }
    const { strategy, params, settings, code } = spec;
    const outcome = series.length < spec.series.length ? null : await jobs.run(
      'backtest.lookAhead', { strategy, params, settings, series, ...(code === null ? {} : { code }), options: { probes, seed: settings.seed } },
      { signal: check.signal, onProgress: (share) => ((entry.progress = share), tell(entry)), ...watchCode(code, series.length === 1 ? series[0]?.bars.time : undefined) });
    if (check.signal.aborted) return await set(entry, { ...entry.session.state, status: 'stopped', reason: 'It was stopped before the look-ahead check was over; promote it again.', endedAtMs: clock.now() });
    if (outcome === null) throw new AppError('NOT_FOUND', `There are no bars yet of ${spec.series.map(({ instrumentId, timeframe }) => `${instrumentId} at ${timeframe}`).join(', ')}; choose shorter ones.`);
    const lookAhead = valueOf(outcome);
    entry.check = null;
    entry.progress = 1;
    if (!lookAhead.isClean) {
      const [leak] = lookAhead.leaks;
      return await set(entry, { ...entry.session.state, status: 'refused', lookAhead, reason: `${lookAhead.sentence}${leak === undefined ? '' : ` ${leak.sentence}`} It may not trade; mend it and promote it again.`, endedAtMs: clock.now() });
    }
    await set(entry, { ...entry.session.state, lookAhead });
    await startRunner(entry).begin();
  }

  /** Its bars, read from the disk where it does not run. */
  async function loadBars(entry: Entry): Promise<RecordedBars> {
    const { spec, sessionId, state } = entry.session;
    if (entry.runner !== null && state.status === 'running') return entry.runner.bars;
    const bars = new RecordedBars(spec.series.length);
    for (const bar of await store.loadPaperBars(sessionId)) bars.add(bar);
    return bars;
  }

  async function stop(entry: Entry, reason: string): Promise<void> {
    entry.check?.abort();
    await entry.work;
    if (isUnderWay(entry)) await entry.runner?.end('stopped', reason);
  }

  return {
    async promote(request) {
      requireRoom();
      const spec = await resolvePromotion(deps, request);
      requireRoom();
      const session: StoredPaperSession = { sessionId: deps.ids.next('ppr'), createdAtMs: clock.now(), spec, state: newState };
      await store.createPaperSession(session);
      const check = new AbortController();
      const entry: Entry = { session, progress: 0, runner: null, check, work: null };
      entries.set(session.sessionId, entry);
      tell(entry);
      void inBackground(entry, () => checkAndBegin(entry, check));
      return toSession(entry);
    },
    list: () => [...entries.values()].map(toSession).toSorted((a, b) => b.createdAtMs - a.createdAtMs),
    get: (sessionId) => toSession(find(sessionId)),
    async report(sessionId, options) {
      const entry = find(sessionId);
      return await readReport(deps, entry.session, toSession(entry), await loadBars(entry), options);
    },
    async journal(sessionId, page) {
      const entry = find(sessionId);
      return await readJournalPage(deps, entry.session, await loadBars(entry), page);
    },
    async stop(sessionId) {
      const entry = find(sessionId);
      await stop(entry, 'It was stopped.');
      return toSession(entry);
    },
    async stopAll(reason) {
      await Promise.all([...entries.values()].filter(isUnderWay).map((entry) => stop(entry, reason)));
    },
    async resume(sessionId) {
      const entry = find(sessionId);
      const { status, tradesFromMs } = entry.session.state;
      if (status === 'running' || entry.work !== null) return toSession(entry);
      requireRoom();
      if (status !== 'stopped' || tradesFromMs === null) throw new AppError('CONFLICT', `Session ${sessionId} ${status === 'refused' ? 'was refused' : status === 'failed' ? 'has failed' : 'never began'} and cannot go on; promote the strategy again.`, { sessionId, status });
      requireEngine(entry.session);
      await inBackground(entry, () => startRunner(entry).goOn());
      return toSession(entry);
    },
    async remove(sessionId) {
      const entry = find(sessionId);
      if (isUnderWay(entry) || entry.work !== null) throw new AppError('CONFLICT', `Session ${sessionId} is under way; stop it first.`, { sessionId });
      await store.removePaperSession(sessionId);
      entries.delete(sessionId);
    },
    async compare(sessionId, changed, rows) {
      const entry = find(sessionId);
      return await compareSession(deps, entry.session, await loadBars(entry), changed, rows);
    },
    async *watch(signal) {
      const mailbox = new StateMailbox<string, PaperSession>();
      mailboxes.add(mailbox);
      try {
        yield [...entries.values()].map(toSession);
        yield* mailbox.batches(signal);
      } finally {
        mailboxes.delete(mailbox);
        mailbox.close();
      }
    },
    async restore() {
      for (const session of await store.listPaperSessions()) {
        const entry: Entry = { session, progress: 1, runner: null, check: null, work: null };
        entries.set(session.sessionId, entry);
        if (session.state.status === 'running') {
          void inBackground(entry, async () => {
            requireEngine(session);
            await startRunner(entry).goOn();
          });
        } else if (session.state.status === 'checking') {
          await set(entry, { ...session.state, status: 'stopped', reason: 'Tapedeck ended before the look-ahead check was over; promote it again.', endedAtMs: clock.now() });
        }
      }
    },
    async dispose() {
      isClosed = true;
      time.dispose();
      for (const { check } of entries.values()) check?.abort();
      await Promise.all([...entries.values()].map(async ({ runner, work }) => {
        await runner?.dispose();
        await work;
      }));
      for (const mailbox of mailboxes) mailbox.close();
    },
  };
}

function requireEngine({ spec }: StoredPaperSession): void {
  if (spec.engineVersion === engineVersion) return;
  throw new AppError('CONFLICT', `The session was begun with version ${spec.engineVersion} of the engine and this is version ${engineVersion}, which may fill differently; promote the strategy again.`, { engineVersion: spec.engineVersion });
}

function toSession({ session: { sessionId, createdAtMs, spec, state }, progress }: Entry): PaperSession {
  const { code, grains: _grains, history: _history, ...said } = spec;
  return { sessionId, createdAtMs: createdAtMs as PaperSession['createdAtMs'], ...said, ...state, file: code?.file ?? null, progress };
}
