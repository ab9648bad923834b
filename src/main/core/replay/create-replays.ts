import type { SeriesKey } from '../../../contract/model/bar.ts';
import { replaySpeeds, type Replay } from '../../../contract/model/replay.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { checkSettings } from '../../../quant/engine/check-settings.ts';
import { QuantError } from '../../../quant/error.ts';
import { journalText } from '../../../quant/journal/index.ts';
import { AppError, type IdSource } from '../kernel/index.ts';
import { findFirstBar, loadReplayBars, type ReplaySource } from './load-bars.ts';
import { OpenReplay, type OpenReplayDeps, type ReplayBars } from './open-replay.ts';
import { pageOf } from './page-of.ts';
import type { StoredReplay } from './ports.ts';
import type { ReplayRequest, Replays } from './replays.ts';
import { grainOf, hashJournal, scoreReplay, type ScoreDeps } from './score-replay.ts';

export type ReplaysDeps = OpenReplayDeps & ReplaySource & ScoreDeps & { readonly ids: IdSource };

/** So many replays that nobody looks at stay open. */
const mostIdle = 4;

/** Builds replays over stored and simulated bars, their record, and backtests. */
export function createReplays(deps: ReplaysDeps): Replays {
  const { store, clock, ids } = deps;
  /** The latest asked for comes last. */
  const opened = new Map<string, Promise<OpenReplay>>();

  async function load(replayId: string): Promise<StoredReplay> {
    const stored = await store.loadReplay(replayId);
    if (stored === null) throw new AppError('NOT_FOUND', `There is no replay ${replayId}.`, { replayId });
    return stored;
  }

  async function reopen(replayId: string): Promise<OpenReplay> {
    const { replay, fingerprint, intents } = await load(replayId);
    const found = await loadReplayBars(deps, replay.series, { fromMs: replay.fromMs, toMs: epochMs(replay.toMs + 1), warmup: replay.warmup }, replay.settings);
    if (found.fingerprint !== fingerprint) {
      throw new AppError('CONFLICT', `The bars of ${replay.series.instrumentId} at ${replay.series.timeframe} are others than when replay ${replayId} began; import them as they were, or start another replay.`, { replayId });
    }
    return new OpenReplay(deps, found, replay, intents);
  }

  /** An open replay, opened where it is not; of those that nobody looks at the oldest are let go. */
  async function open(replayId: string): Promise<OpenReplay> {
    const found = opened.get(replayId) ?? reopen(replayId);
    keep(replayId, found);
    found.catch(() => opened.delete(replayId));
    return await found;
  }

  function keep(replayId: string, replay: Promise<OpenReplay>): void {
    opened.delete(replayId);
    opened.set(replayId, replay);
    void letGo();
  }

  async function letGo(): Promise<void> {
    const idle: string[] = [];
    for (const [id, one] of opened) if ((await one.catch(() => null))?.isIdle === true) idle.push(id);
    for (const id of idle.slice(0, -mostIdle)) {
      // Somebody may have come while the others were looked at.
      if ((await opened.get(id)?.catch(() => null))?.isIdle === true) opened.delete(id);
    }
  }

  return {
    async start(key, request) {
      const instrument = deps.market.requireInstrument(key.instrumentId);
      checkRequest(request);
      const fromMs = request.fromMs ?? (await findFirstBar(deps, key, request.toMs, request.warmup));
      const found = await loadReplayBars(deps, key, { fromMs, toMs: request.toMs, warmup: request.warmup }, request.settings);
      const replay = makeReplay(ids.next('rpl'), key, request, found, Number(instrument.tickSize), clock.now());
      const made = openChecked(deps, found, replay);
      await store.createReplay(replay, found.fingerprint);
      keep(replay.replayId, Promise.resolve(made));
      return made.state();
    },
    get: async (replayId) => (await open(replayId)).state(),
    async list(limit) {
      const stored = await store.listReplays(limit);
      const now = await Promise.all(stored.map(async (replay) => (await opened.get(replay.replayId)?.catch(() => null))?.replay ?? replay));
      return now;
    },
    bars: async (replayId, beforeMs, limit) => pageOf(await open(replayId), beforeMs, limit),
    intents: async (replayId) => (await open(replayId)).told,
    async journal(replayId) {
      const replay = await open(replayId);
      const text = journalText(replay.runAnew().journal(), grainOf(replay.replay));
      return { hash: hashJournal(text), lines: text.split('\n').length - 1, text };
    },
    decide: async (replayId, intent, dropLater) => (await open(replayId)).decide(intent, dropLater),
    async play(replayId, speed) {
      if (speed !== null) checkSpeed(speed);
      return (await open(replayId)).play(speed);
    },
    pause: async (replayId) => (await open(replayId)).pause(),
    step: async (replayId, bars) => (await open(replayId)).step(bars),
    seek: async (replayId, timeMs) => (await open(replayId)).seek(timeMs),
    async finish(replayId, signal = new AbortController().signal) {
      const { score } = await load(replayId);
      if (score !== null) return score;
      const replay = await open(replayId);
      return await replay.finish(async (ended) => {
        const scored = await scoreReplay(deps, replay, ended, signal);
        await store.finishReplay(scored.replay, scored.value);
        return scored;
      });
    },
    async *watch(replayId, signal) {
      yield* (await open(replayId)).watch(signal);
    },
    async dispose() {
      const all = await Promise.all([...opened.values()].map((one) => one.catch(() => null)));
      opened.clear();
      for (const replay of all) await replay?.dispose();
    },
  };
}

function checkRequest({ fromMs, toMs, settings, speed }: ReplayRequest): void {
  if (fromMs !== null && toMs !== null && toMs <= fromMs) throw new AppError('INVALID_INPUT', 'toMs must be later than fromMs.', { fromMs, toMs });
  checkSpeed(speed);
  if (settings.profile !== 'tapedeck') throw new AppError('INVALID_INPUT', `A replay trades by the profile tapedeck and not by ${settings.profile}; leave the profile out.`);
  if (settings.tradeFromMs !== undefined) throw new AppError('INVALID_INPUT', 'A replay trades from its first bar on; say with fromMs which one that is, and leave tradeFromMs out.');
  inWords(() => checkSettings(settings));
}

function checkSpeed(speed: number): void {
  const { min, max } = replaySpeeds;
  if (!(speed >= min && speed <= max)) throw new AppError('INVALID_INPUT', `The speed must be from ${min} to ${max} bars a second, not ${speed}.`);
}

/** Bars and settings that no run could be made with are INVALID_INPUT. */
const openChecked = (deps: OpenReplayDeps, bars: ReplayBars, replay: Replay): OpenReplay => inWords(() => new OpenReplay(deps, bars, replay, []));

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof QuantError) throw new AppError('INVALID_INPUT', error.message, { code: error.code });
    throw error;
  }
}

function makeReplay(replayId: string, series: SeriesKey, { settings, speed }: ReplayRequest, found: ReplayBars, tickSize: number, now: EpochMs): Replay {
  const { time } = found.series.bars;
  const fromMs = epochMs(time[0] ?? 0);
  const toMs = epochMs(time.at(-1) ?? 0);
  const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
  return {
    replayId, title: `${series.instrumentId} ${series.timeframe}, ${dayOf(fromMs)} to ${dayOf(toMs)}`, series: { ...series }, fromMs, toMs, bars: time.length, warmup: found.warmup.time.length, settings, tickSize,
    status: 'open', cursor: 0, timeMs: fromMs, furthest: 0, peeks: 0, speed, createdAtMs: now, finishedAtMs: null, runId: null,
  };
}
