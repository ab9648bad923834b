import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { PaperSession } from '../../../contract/model/paper-session.ts';
import { timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { PaperRunInput, PaperRunOutput } from '../../../quant/paper/index.ts';
import type { JobPort } from '../jobs/index.ts';
import { Disposer, type Clock, type Log } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { watchCode } from '../strategies/index.ts';
import { describeChange } from './describe-change.ts';
import type { Gate } from './gate.ts';
import { barOrigin, type BarOrigin, type PaperSessionStore, type PaperState, type RecordedBar, type StoredPaperSession } from './ports.ts';
import { RecordedBars } from './recorded-bars.ts';

export type RunnerDeps = {
  readonly market: Pick<Market, 'openBars' | 'history'>;
  readonly jobs: JobPort;
  /** Lets only some sessions run at a time, so that research has threads, too. */
  readonly gate: Gate;
  readonly store: PaperSessionStore;
  /** Market time. */
  readonly marketNow: () => EpochMs;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Log;
};

/** As many bars of one series as a session reads after a pause. */
export const mostMissed = 20_000;
/** As many bars as a session records: beyond them a run over all of them takes too long for one bar. */
const mostBars = 200_000;
/** Real time from the end of a run to the next one at least; and no less than the run itself took, so that a session takes half a thread at most. */
const restMs = 250;
const retryMs = 1_000;

/** A session that runs: records finished bars, has its strategy asked, and writes down what came of it, always in this order. */
export class SessionRunner {
  readonly #deps: RunnerDeps;
  readonly #session: StoredPaperSession;
  readonly #onChange: (state: PaperState) => void;
  readonly #open = new Disposer();
  readonly #ending = new AbortController();
  /** Finished bars that wait for the market to say that nothing of their time comes after them. */
  #pending: RecordedBar[] = [];
  /** Bars to be recorded next. */
  #queue: RecordedBar[] = [];
  #work: Promise<void> | null = null;
  /** There is something to do, whether or not bars wait. */
  #isDue = false;
  #isComplete = false;
  /** More bars came than could be recorded. */
  #isOverrun = false;
  #completeUntilMs: number | null = null;
  #state: PaperState;
  readonly bars: RecordedBars;

  constructor(deps: RunnerDeps, session: StoredPaperSession, onChange: (state: PaperState) => void) {
    this.#deps = deps;
    this.#session = session;
    this.#state = session.state;
    this.#onChange = onChange;
    this.bars = new RecordedBars(session.spec.series.length);
  }

  get state(): PaperState {
    return this.#state;
  }

  /** Begins anew: what came before now is for indicators, the strategy is asked from the first bar on that ends later. */
  async begin(): Promise<void> {
    const untilMs = await this.#watchMarket();
    const length = this.#barMs;
    const bars = await this.#readHistory(untilMs, () => this.#session.spec.history, barOrigin.warmup);
    await this.#record(bars, { ...this.#state, status: 'running', tradesFromMs: epochMs(untilMs - length + 1) });
    this.#isComplete = true;
  }

  /** Goes on where it was: what ended meanwhile is read from history, and counted. */
  async goOn(): Promise<void> {
    for (const bar of await this.#deps.store.loadPaperBars(this.#session.sessionId)) this.bars.add(bar);
    const untilMs = await this.#watchMarket();
    const length = this.#barMs;
    const missed = await this.#readHistory(untilMs, (series) => Math.min(mostMissed, Math.max(0, Math.ceil((untilMs - this.bars.lastTime(series)) / length)) + 1), barOrigin.caughtUp);
    await this.#set({ ...this.#state, status: 'running', reason: null, endedAtMs: null });
    this.#isComplete = true;
    this.#queue.push(...missed);
    // Also without a new bar: what was recorded before the program ended may not have been worked.
    this.#wake();
  }

  /** The market has told all before a moment. */
  passTime(completeUntilMs: number): void {
    this.#completeUntilMs = completeUntilMs;
    if (!this.#isComplete || this.#pending.length === 0) return;
    const length = this.#barMs;
    const done = this.#pending.filter(({ time }) => time + length <= completeUntilMs);
    if (done.length === 0) return;
    this.#pending = this.#pending.filter(({ time }) => time + length > completeUntilMs);
    this.#queue.push(...inOrder(done));
    if (this.#queue.length > mostMissed) {
      this.#isOverrun = true;
      this.#open.dispose();
    }
    this.#wake();
  }

  /** Ends it. What is under way is given up; it is done again when the session goes on. */
  async end(status: 'stopped' | 'failed', reason: string): Promise<void> {
    this.#close();
    await this.#work;
    // It may have ended by itself meanwhile, which says more.
    if (this.#state.status === 'failed') return;
    await this.#set({ ...this.#state, status, reason, endedAtMs: this.#deps.clock.now() });
  }

  /** Lets go of everything and leaves the session as it is on disk: it goes on with the next start. */
  async dispose(): Promise<void> {
    this.#close();
    await this.#work;
  }

  get #barMs(): number {
    const [first] = this.#session.spec.series;
    return first === undefined ? 0 : timeframeMs(first.timeframe);
  }

  #close(): void {
    this.#ending.abort();
    this.#open.dispose();
  }

  /** Listens to all series; gives the moment up to which history has to tell what happened. */
  async #watchMarket(): Promise<number> {
    const { market, marketNow } = this.#deps;
    const opened = this.#session.spec.series.map((key, series) =>
      this.#open.own(market.openBars(key, ({ isForming, time, open, high, low, close, volume }) => {
        if (!isForming) this.#pending.push({ series, time, open, high, low, close, volume, origin: barOrigin.live });
      })));
    await Promise.all(opened.map(({ ready }) => ready));
    return this.#completeUntilMs ?? marketNow();
  }

  /** Finished bars of all series up to a moment, later than those that are recorded, in the order of time. */
  async #readHistory(untilMs: number, limitOf: (series: number) => number, origin: BarOrigin): Promise<readonly RecordedBar[]> {
    const length = this.#barMs;
    const found: RecordedBar[] = [];
    for (const [series, key] of this.#session.spec.series.entries()) {
      const limit = limitOf(series);
      if (limit === 0) continue;
      const last = this.bars.lastTime(series);
      const page = await this.#deps.market.history(key, { beforeMs: null, limit });
      if (origin === barOrigin.caughtUp && page.time.length >= mostMissed && (page.time[0] ?? 0) > last) throw new Error(tooMuchMissed(key));
      for (const [k, time] of page.time.entries()) {
        if (time <= last || time + length > untilMs) continue;
        found.push({ series, time, open: page.open[k] ?? NaN, high: page.high[k] ?? NaN, low: page.low[k] ?? NaN, close: page.close[k] ?? NaN, volume: page.volume[k] ?? NaN, origin });
      }
    }
    return inOrder(found);
  }

  #wake(): void {
    this.#isDue = true;
    if (this.#work !== null || this.#ending.signal.aborted) return;
    this.#work = this.#pump().finally(() => {
      this.#work = null;
      if (this.#isDue) this.#wake();
    });
  }

  /** Takes what waits to its end, once; bars that come meanwhile are the next round's, all together. */
  async #pump(): Promise<void> {
    const { clock, log } = this.#deps;
    const taken = this.#queue;
    this.#queue = [];
    this.#isDue = false;
    try {
      const startedMs = clock.monotonicMs();
      await this.#record(taken, this.#state);
      if (this.#ending.signal.aborted) return;
      await this.#ask();
      if (this.#isOverrun) return await this.#fail(`More than ${mostMissed.toLocaleString('en')} bars waited to be recorded, which is as many as may; choose longer bars or a slower market, and promote it again.`);
      await this.#rest(Math.max(restMs, clock.monotonicMs() - startedMs));
    } catch (error) {
      // The disk, most likely: the bars are still to be recorded, and are tried again.
      log.warn('a session on paper could not go on', { sessionId: this.#session.sessionId, error });
      this.#queue = [...taken, ...this.#queue];
      this.#isDue = true;
      await this.#rest(retryMs);
    }
  }

  #rest(ms: number): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#deps.clock.after(ms, resolve);
      signal.addEventListener('abort', () => (timer.dispose(), resolve()), { once: true });
    });
  }

  /** Bars on disk first, then before the strategy. One that is there already is left out. */
  async #record(given: readonly RecordedBar[], state: PaperState): Promise<void> {
    const last = this.#session.spec.series.map((_, series) => this.bars.lastTime(series));
    const fresh = given.filter(({ series, time }) => {
      if (time <= (last[series] ?? Infinity)) return false;
      last[series] = time;
      return true;
    });
    if (fresh.length === 0 && state === this.#state) return;
    const bars = { ...this.bars.counts };
    for (const { origin } of fresh) bars[origin === barOrigin.warmup ? 'warmup' : origin === barOrigin.live ? 'live' : 'caughtUp'] += 1;
    const next = { ...state, bars };
    await this.#deps.store.appendPaperBars(this.#session.sessionId, fresh, next);
    for (const bar of fresh) this.bars.add(bar);
    this.#state = next;
    this.#onChange(next);
  }

  /** Runs the strategy over all that is recorded and writes down what is new. */
  async #ask(): Promise<void> {
    const columns = this.bars.columns;
    if (columns.some(({ time }) => time.length === 0)) return;
    const { spec, sessionId } = this.#session;
    const { signal } = this.#ending;
    const options = { signal, ...watchCode(spec.code, columns.length === 1 ? columns[0]?.time : undefined) };
    const outcome = await this.#deps.gate(async () => (signal.aborted ? null : await this.#deps.jobs.run('paper.run', { ...runInput(this.#session, this.#state, columns), known: this.#state.journal }, options)), signal);
    if (outcome === null || signal.aborted) return;
    if (!outcome.ok) return await this.#fail(outcome.error.message);
    const { value } = outcome;
    if (!value.isSame) return await this.#fail(describeChange(await this.#deps.store.loadPaperJournal(sessionId), value.text));
    const state = { ...this.#state, lastBarMs: epochMs(value.lastMs), journal: { entries: value.entries, hash: value.hash }, account: value.account, latest: this.#mark(value.latest) };
    await this.#deps.store.appendPaperJournal(sessionId, this.#state.journal.entries, value.text, state);
    this.#state = state;
    this.#onChange(state);
    if (this.bars.count >= mostBars) await this.#fail(`It has recorded ${mostBars.toLocaleString('en')} bars, which is as many as a session takes; start a new one.`);
  }

  #mark(entries: PaperRunOutput['latest']): PaperSession['latest'] {
    return entries.map((entry) => ({ ...entry, isCaughtUp: this.bars.isCaughtUp(entry.timeMs) }));
  }

  /** By itself, from within its work. */
  async #fail(reason: string): Promise<void> {
    this.#close();
    this.#queue = [];
    await this.#set({ ...this.#state, status: 'failed', reason, endedAtMs: this.#deps.clock.now() });
  }

  async #set(state: PaperState): Promise<void> {
    await this.#deps.store.savePaperState(this.#session.sessionId, state);
    this.#state = state;
    this.#onChange(state);
  }
}

/** What a job is given to run a session over bars. */
export function runInput({ spec }: StoredPaperSession, { tradesFromMs }: PaperState, columns: RecordedBars['columns']): Omit<PaperRunInput, 'known'> {
  const { strategy, params, code, symbols, grains } = spec;
  const settings = { ...spec.settings, ...(tradesFromMs === null ? {} : { tradeFromMs: tradesFromMs }) };
  return { strategy, params, settings, ...(code === null ? {} : { code }), series: columns.map((bars, k) => ({ symbol: symbols[k] ?? '', bars })), grains };
}

const inOrder = (bars: readonly RecordedBar[]): RecordedBar[] => bars.toSorted((a, b) => a.time - b.time || a.series - b.series);

const tooMuchMissed = ({ instrumentId, timeframe }: SeriesKey): string =>
  `The session has missed more than ${mostMissed.toLocaleString('en')} bars of ${instrumentId} at ${timeframe}, which is as many as are read afterwards; start a new one.`;

