import type { BarColumns } from '../../../contract/model/bar.ts';
import { mostUpdateBars, type RecordedIntent, type Replay, type ReplayIntent, type ReplayState, type ReplayUpdate } from '../../../contract/model/replay.ts';
import { mostStrategyLetters } from '../../../contract/model/strategy.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import type { SeriesInput } from '../../../quant/engine/task.ts';
import { QuantError } from '../../../quant/error.ts';
import { ReplayRun, replaySource } from '../../../quant/replay/index.ts';
import { AppError, StateMailbox, type Clock, type Disposable, type Log } from '../kernel/index.ts';
import { checkIntent } from './check-intent.ts';
import type { ReplayStore } from './ports.ts';
import { barAt, tellState } from './tell-state.ts';

/** What an open replay is made of: the bars that can be traded on, and those before them. */
export type ReplayBars = { readonly series: SeriesInput; readonly warmup: BarColumns };

export type OpenReplayDeps = { readonly store: ReplayStore; readonly clock: Clock; readonly log: Log };

/** While it plays, where it stands is stored this often; with everything else that changes it is stored first. */
const storeEveryMs = 1_000;

/**
 * A replay that somebody looks at: its run at the present bar, who watches it, and the timer that plays it. What changes it goes one after another.
 */
export class OpenReplay {
  readonly #deps: OpenReplayDeps;
  readonly #bars: ReplayBars;
  readonly #mailboxes = new Set<StateMailbox<'state', ReplayState>>();
  #replay: Replay;
  #intents: readonly RecordedIntent[];
  #run: ReplayRun;
  #timer: Disposable | null = null;
  #storedMs = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(deps: OpenReplayDeps, bars: ReplayBars, replay: Replay, intents: readonly RecordedIntent[]) {
    this.#deps = deps;
    this.#bars = bars;
    this.#replay = replay;
    this.#intents = intents;
    this.#run = this.#runTo(replay.cursor, this.#counting());
  }

  get replay(): Replay { return this.#replay; }
  get bars(): ReplayBars { return this.#bars; }
  /** Nobody watches it, nothing plays it and nothing is under way. */
  get isIdle(): boolean { return this.#mailboxes.size === 0 && this.#timer === null && this.#waiting === 0; }
  /** All that was asked for up to the present, dropped intents included. */
  get told(): readonly RecordedIntent[] { return this.#intents.filter(({ bar }) => bar <= this.#replay.cursor); }
  get all(): readonly RecordedIntent[] { return this.#intents; }

  state(): ReplayState {
    return tellState(this.#run, this.#bars.series.bars, { replay: this.#replay, isPlaying: this.#timer !== null, laterIntents: this.#later().length });
  }

  /** The run up to the present, made anew: its journal may be read. */
  runAnew(): ReplayRun {
    return this.#runTo(this.#replay.cursor, this.#counting());
  }

  decide(intent: ReplayIntent, dropLater: boolean): Promise<ReplayState> {
    return this.#change(async () => {
      this.#requireOpen();
      const later = this.#later();
      if (later.length > 0 && !dropLater) throw wouldDrop(later);
      checkIntent(intent, { tickSize: this.#replay.tickSize, close: this.#bars.series.bars.close[this.#replay.cursor] ?? NaN, isFlat: this.#run.trades.length === 0, isLong: (id) => this.#run.trades.find((trade) => trade.id === id)?.isLong ?? null });
      const { cursor, furthest, timeMs } = this.#replay;
      const given: RecordedIntent = { number: this.#intents.length + 1, bar: cursor, timeMs, isInformed: cursor < furthest, droppedBy: null, intent };
      const dropped = new Set(later.map(({ number }) => number));
      const intents = [...this.#intents.map((one) => (dropped.has(one.number) ? { ...one, droppedBy: given.number } : one)), given];
      // Tried on a run of its own, so that what is refused or cannot be stored has changed nothing.
      const run = this.#try(intents);
      await this.#deps.store.appendIntent(this.#replay, given, [...dropped]);
      this.#intents = intents;
      this.#run = run;
      this.#tell();
    });
  }

  play(speed: number | null): Promise<ReplayState> {
    return this.#change(async () => {
      this.#requireOpen();
      if (speed !== null && speed !== this.#replay.speed) {
        const changed = { ...this.#replay, speed };
        await this.#deps.store.saveReplay(changed);
        this.#replay = changed;
      }
      this.#timer?.dispose();
      this.#timer = null;
      if (this.#replay.cursor < this.#replay.bars - 1) this.#arm();
      this.#tell();
    });
  }

  pause(): Promise<ReplayState> {
    return this.#change(async () => {
      if (this.#timer === null) return;
      this.#stop();
      await this.#deps.store.saveReplay(this.#replay);
      this.#tell();
    });
  }

  step(bars: number): Promise<ReplayState> {
    return this.#change(() => this.#goTo(this.#replay.cursor + bars));
  }

  seek(timeMs: EpochMs): Promise<ReplayState> {
    return this.#change(() => {
      const { time } = this.#bars.series.bars;
      const { fromMs, toMs } = this.#replay;
      if (timeMs < fromMs || timeMs > toMs) throw new AppError('INVALID_INPUT', `The replay goes from ${iso(fromMs)} to ${iso(toMs)}; ${iso(timeMs)} lies outside.`, { fromMs, toMs });
      return this.#goTo(lastAtOrBefore(time, timeMs));
    });
  }

  /** Ends it by what `end` makes of it, which is stored before it is told. */
  finish<T>(end: (replay: Replay) => Promise<{ readonly replay: Replay; readonly value: T }>): Promise<T> {
    return this.#enqueue(async () => {
      this.#requireOpen();
      const later = this.#later();
      if (later.length > 0) throw new AppError('CONFLICT', `${intents(later.length)} on later bars, up to ${iso(later.at(-1)?.timeMs ?? 0)}; go on to there before you finish, or ask for something here with dropLater.`, { later: later.length });
      this.#stop();
      this.#tell();
      const { replay, value } = await end(this.#replay);
      this.#replay = replay;
      this.#tell();
      return value;
    });
  }

  async *watch(signal: AbortSignal): AsyncGenerator<ReplayUpdate, void, void> {
    const mailbox = new StateMailbox<'state', ReplayState>();
    this.#mailboxes.add(mailbox);
    mailbox.put('state', this.state());
    let told: number | null = null;
    try {
      for await (const batch of mailbox.batches(signal)) {
        for (const state of batch) {
          const { cursor } = state.replay;
          const isWhole = told === null || cursor - told > mostUpdateBars;
          yield { state, bars: this.#barsBetween(isWhole ? cursor - mostUpdateBars : Math.min(told ?? cursor, cursor), cursor), isWhole };
          told = cursor;
        }
      }
    } finally {
      this.#mailboxes.delete(mailbox);
    }
  }

  /** Stops it, stores where it stands and lets go of who watches. */
  async dispose(): Promise<void> {
    const wasPlaying = this.#timer !== null;
    this.#stop();
    for (const mailbox of this.#mailboxes) mailbox.close();
    await this.#queue.catch(() => {});
    if (wasPlaying) await this.#deps.store.saveReplay(this.#replay);
  }

  /** The bar before a place comes last: the warm-up lies before the first one. */
  #barsBetween(after: number, last: number): ReplayUpdate['bars'] {
    const { series, warmup } = this.#bars;
    const before = warmup.time.length;
    const bars: ReplayUpdate['bars'] = [];
    for (let i = Math.max(after + 1, -before); i <= last; i++) bars.push(i < 0 ? barAt(warmup, before + i) : barAt(series.bars, i));
    return bars;
  }

  #counting(list = this.#intents): readonly RecordedIntent[] {
    return list.filter(({ droppedBy }) => droppedBy === null);
  }

  #later(): readonly RecordedIntent[] {
    return this.#counting().filter(({ bar }) => bar > this.#replay.cursor);
  }

  #runTo(bar: number, counting: readonly RecordedIntent[]): ReplayRun {
    const run = new ReplayRun(this.#replay.settings, this.#bars.series);
    run.goTo(bar, counting);
    return run;
  }

  #try(list: readonly RecordedIntent[]): ReplayRun {
    const given = list.at(-1)?.intent;
    if (this.#run.ruinedAt !== null) throw new AppError('CONFLICT', 'All cash is lost, so that nothing more can be traded; step back or finish.');
    if (this.#replay.settings.fill === 'same-close' && given !== undefined) this.#requireBefore(given);
    try {
      const run = this.#runTo(this.#replay.cursor, this.#counting(list));
      if (replaySource(run.decisions).length > mostStrategyLetters) throw new AppError('CONFLICT', `Replay ${this.#replay.replayId} is full: its ${run.decisions.length} decisions are as much as a run can hold; finish it and start another.`);
      return run;
    } catch (error) {
      if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
      throw error;
    }
  }

  /** Where orders fill on the close they are given on, what came of that close can be changed from the next bar on. */
  #requireBefore(given: ReplayIntent): void {
    const { cursor } = this.#replay;
    if ((given.kind === 'close' || given.kind === 'protect') && this.#run.trades.some(({ id, entryBar }) => id === given.trade && entryBar === cursor)) {
      throw new AppError('CONFLICT', `Trade ${given.trade} was opened on the close of this bar; it can be changed from the next bar on.`);
    }
    if ((given.kind === 'cancel' || given.kind === 'modify') && this.#run.placeOf(given.order) === -1) {
      throw new AppError('INVALID_INPUT', `There is no order ${given.order} that waits; it was filled, cancelled or never placed.`);
    }
  }

  async #goTo(wanted: number): Promise<void> {
    this.#requireOpen();
    this.#stop();
    const bar = Math.max(0, Math.min(wanted, this.#replay.bars - 1));
    const moved = this.#at(bar);
    const run = bar < this.#run.bar ? this.#runTo(bar, this.#counting()) : this.#run;
    await this.#deps.store.saveReplay(moved);
    if (bar > run.bar) run.goTo(bar, this.#counting());
    this.#run = run;
    this.#replay = moved;
    this.#tell();
  }

  #at(bar: number): Replay {
    const { cursor, furthest, peeks } = this.#replay;
    return { ...this.#replay, cursor: bar, timeMs: epochMs(this.#bars.series.bars.time[bar] ?? 0), furthest: Math.max(furthest, bar), peeks: peeks + (bar < cursor ? 1 : 0) };
  }

  #arm(delayMs = 1_000 / this.#replay.speed): void {
    this.#timer = this.#deps.clock.after(delayMs, () => this.#playOn());
  }

  /** The next bar, unless something else is under way: then a moment later. */
  #playOn(): void {
    if (this.#waiting > 0) return this.#arm(5);
    const next = this.#replay.cursor + 1;
    this.#run.goTo(next, this.#counting());
    this.#replay = this.#at(next);
    const isOver = next >= this.#replay.bars - 1;
    if (isOver) this.#timer = null;
    else this.#arm();
    const now = this.#deps.clock.monotonicMs();
    if (isOver || now - this.#storedMs >= storeEveryMs) {
      this.#storedMs = now;
      const { replay } = this;
      this.#enqueue(() => this.#deps.store.saveReplay(replay)).catch((error: unknown) => this.#deps.log.warn('where a replay stands could not be stored', { replayId: replay.replayId, error }));
    }
    this.#tell();
  }

  #stop(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  #tell(): void {
    if (this.#mailboxes.size === 0) return;
    const state = this.state();
    for (const mailbox of this.#mailboxes) mailbox.put('state', state);
  }

  #requireOpen(): void {
    const { status, replayId } = this.#replay;
    if (status === 'finished') throw new AppError('CONFLICT', `Replay ${replayId} is finished; start another one.`, { replayId });
  }

  async #change(work: () => Promise<void>): Promise<ReplayState> {
    return await this.#enqueue(async () => {
      await work();
      return this.state();
    });
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#queue.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#queue = done.catch(() => {});
    return done;
  }
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
const intents = (count: number): string => (count === 1 ? 'An intent was given' : `${count} intents were given`);

function wouldDrop(later: readonly RecordedIntent[]): AppError {
  const count = later.length;
  return new AppError('CONFLICT', `${intents(count)} on later bars and would be dropped; say dropLater to drop ${count === 1 ? 'it' : 'them'}, or go on to ${iso(later.at(-1)?.timeMs ?? 0)}.`, { later: count });
}

function lastAtOrBefore(time: Float64Array, timeMs: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? Infinity) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
