import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestResult, type BacktestSettings } from '../../../contract/model/backtest.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId, type Instrument } from '../../../contract/model/instrument.ts';
import type { ReplayIntent, ReplayUpdate } from '../../../contract/model/replay.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Run } from '../../../contract/model/run.ts';
import { timeframe, timeframeMs } from '../../../contract/model/timeframe.ts';
import { decimalText, epochMs } from '../../../contract/model/units.ts';
import { runStrategy } from '../../../quant/engine/run-strategy.ts';
import { replayStrategy, type Decision } from '../../../quant/replay/index.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { BacktestRequest } from '../backtests/index.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { AppError, createCountingIds, silentLog } from '../kernel/index.ts';
import type { Market } from '../market/index.ts';
import { createReplays, type ReplaysDeps } from './create-replays.ts';
import { createMemoryReplayStore } from './memory-replay-store.ts';
import type { ReplayStore } from './ports.ts';
import type { ReplayRequest } from './replays.ts';

const dayMs = 86_400_000;
const count = 60;
const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), dayMs, Date.UTC(2025, 0, 1), count);
const key = { instrumentId: instrumentId('FILE:ACME'), timeframe: timeframe('1d') };
const timeOf = (i: number) => epochMs(bars.time[i] ?? 0);
const closeOf = (i: number): number => bars.close[i] ?? 0;

const instrumentOf = (id: Instrument['id']): Instrument => ({
  id, symbol: id.split(':')[1] ?? '', venue: id.split(':')[0] ?? '', name: id, assetClass: 'equity', sector: null, currency: 'USD', tickSize: decimalText('0.01'), lotSize: decimalText('1'), minQuantity: decimalText('1'),
  isTradable: id.startsWith('SIM'), calendar: 'always',
});

/** Now is the start of 2025; there is one imported and one simulated instrument. */
const market: Pick<Market, 'instrument' | 'history' | 'requireInstrument'> = {
  instrument: (id) => (id.endsWith(':ACME') ? instrumentOf(id) : null),
  requireInstrument(id) {
    if (id.endsWith(':ACME')) return instrumentOf(id);
    throw new AppError('NOT_FOUND', `There is no instrument ${id}; did you mean FILE:ACME?`);
  },
  async history(one, { beforeMs, limit }) {
    const found = new SimMarket(5).bars(one.instrumentId, timeframeMs(one.timeframe), Math.min(beforeMs ?? Infinity, Date.UTC(2025, 0, 1)), limit);
    return { ...one, seq: 0, time: [...found.time], open: [...found.open], high: [...found.high], low: [...found.low], close: [...found.close], volume: [...found.volume] };
  },
};

const jobs: JobPort = {
  concurrency: 1,
  dispose: async () => {},
  run: async <K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> =>
    ({ ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) }),
};

/** Backtests that carry out the decisions in the code that they are given, at once and here; what a compartment makes of that code is for a story. */
function fakeBacktests() {
  const done = new Map<string, { readonly request: BacktestRequest; readonly bars: BarColumns; readonly result: BacktestResult }>();
  const of = (runId: string) => {
    const found = done.get(runId);
    if (found === undefined) throw new Error(`There is no run ${runId}.`);
    return found;
  };
  const backtests: ReplaysDeps['backtests'] = {
    async start(request, [series], { fromMs, toMs }) {
      const [, rows = ''] = /const decisions = \[\n(.*)\n?\];/s.exec(request.code?.source ?? '') ?? [];
      const decisions = (JSON.parse(`[${rows.trim().replace(/,$/, '')}]`) as [number, Decision][]).map(([bar, decision]) => ({ bar, decision }));
      const all = series?.instrumentId === key.instrumentId ? bars : new SimMarket(5).bars(instrumentId('SIM:ACME'), 3_600_000, Date.UTC(2025, 0, 1), 2_000);
      const [first, end] = [all.time.findIndex((time) => time >= (fromMs ?? 0)), all.time.findLastIndex((time) => time < (toMs ?? Infinity)) + 1];
      const cut = mapColumns(all, (column) => column.slice(first, end));
      const runId = `run-${done.size + 1}`;
      const output = runStrategy(replayStrategy(decisions), {}, request.settings, [{ symbol: 'ACME', bars: cut }], undefined, { hasInterval: false });
      done.set(runId, { request, bars: cut, result: JSON.parse(JSON.stringify({ ...output, runId })) as BacktestResult });
      return { runId, failure: null } as Run;
    },
    async *watch(runId) {
      yield { runId, failure: null } as Run;
    },
    result: async (runId) => of(runId).result,
    report: async () => ({ metrics: [] }) as unknown as BacktestReport,
  };
  return { backtests, of };
}

const mapColumns = (columns: BarColumns, change: (column: Float64Array) => Float64Array): BarColumns =>
  ({ time: change(columns.time), open: change(columns.open), high: change(columns.high), low: change(columns.low), close: change(columns.close), volume: change(columns.volume) });

async function rig(store: ReplayStore = createMemoryReplayStore(), stored = bars) {
  const barStore = createMemoryBarStore();
  await barStore.append(key, stored, { onConflict: 'refuse', isKept: true });
  const clock = createManualClock(1_000);
  const common = { jobs, bars: barStore, clock, ids: createCountingIds(), log: silentLog };
  const notes: unknown[] = [];
  const { backtests, of } = fakeBacktests();
  const replays = createReplays({
    ...common, market, store, backtests, marketTime: () => epochMs(Date.UTC(2025, 0, 1)), runReports: { annotate: async (runId, note) => (notes.push(note), { runId } as Run) },
  });
  const start = (changes: Partial<ReplayRequest> = {}, settings: Partial<BacktestSettings> = {}) =>
    replays.start(key, { fromMs: timeOf(10), toMs: null, warmup: 5, speed: 1, settings: backtestSettingsSchema.parse({ size: { kind: 'units', units: 10 }, ...settings }), ...changes });
  return { replays, start, clock, store, runOf: of, notes };
}

const buy: ReplayIntent = { kind: 'place', side: 'buy', type: 'market' };
const refusedWith = (code: string, message: string) => expect.objectContaining({ code, message });

describe('a replay', () => {
  it('begins on its first bar with the warm-up before it, and tells nothing of what comes after', async () => {
    const { replays, start } = await rig();
    const state = await start();
    expect(state).toMatchObject({ isPlaying: false, isAtEnd: false, equity: 10_000, laterIntents: 0, replay: { cursor: 0, bars: count - 10, warmup: 5, timeMs: timeOf(10), furthest: 0, tickSize: 0.01 } });
    const { replayId } = state.replay;
    expect((await replays.bars(replayId, null, 1_000)).time).toEqual([5, 6, 7, 8, 9, 10].map(timeOf));
    await replays.step(replayId, 3);
    expect((await replays.bars(replayId, timeOf(12), 3)).close).toEqual([9, 10, 11].map(closeOf));
    await replays.step(replayId, -2);
    expect((await replays.bars(replayId, null, 2)).time, 'a step back takes them away').toEqual([10, 11].map(timeOf));
  });

  it('trades on the next open, takes nothing back, and counts looks back', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    const placed = await replays.decide(replayId, buy, false);
    expect([placed.orders.map(({ order, role }) => [order, role]), placed.fillCount]).toEqual([[[1, 'entry']], 0]);
    const filled = await replays.step(replayId, 2);
    expect([filled.fills[0]?.price, filled.trades[0]?.size, filled.position.size]).toEqual([bars.open[11], 10, 10]);
    expect(filled.equity).toBeCloseTo(10_000 + 10 * (closeOf(12) - (bars.open[11] ?? 0)), 8);
    await replays.decide(replayId, { kind: 'close', share: 1 }, false);
    const back = await replays.step(replayId, -1);
    expect([back.laterIntents, back.replay.peeks, back.fillCount, back.replay.furthest]).toEqual([1, 1, 1, 2]);
    await expect(replays.decide(replayId, buy, false)).rejects.toEqual(refusedWith('CONFLICT', `An intent was given on later bars and would be dropped; say dropLater to drop it, or go on to ${new Date(timeOf(12)).toISOString()}.`));
    expect((await replays.get(replayId)).laterIntents, 'a refusal changes nothing').toBe(1);
    expect((await replays.decide(replayId, buy, true)).laterIntents).toBe(0);
    await replays.step(replayId, 5);
    expect((await replays.intents(replayId)).map(({ number, bar, droppedBy, isInformed }) => [number, bar, droppedBy, isInformed])).toEqual([[1, 0, null, false], [2, 2, 3, false], [3, 1, null, true]]);
  });

  it('says why an order that could not be afforded is gone', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await replays.decide(replayId, { ...buy, quantity: 100_000 }, false);
    const state = await replays.step(replayId, 1);
    expect([state.orders, state.refusalCount, state.refusals]).toEqual([[], 1, [{ timeMs: timeOf(11), message: 'An order was not filled: the margin left did not cover its size and costs.' }]]);
  });

  it('tells nothing of what was asked for on later bars after a step back', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 4);
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, -3);
    expect([await replays.intents(replayId), (await replays.journal(replayId)).lines]).toEqual([[], 0]);
    await replays.step(replayId, 4);
    expect((await replays.get(replayId)).fillCount, 'what was not dropped happens again').toBe(1);
  });

  it('seeks, and refuses a moment outside', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    expect((await replays.seek(replayId, epochMs(timeOf(20) + 5))).replay).toMatchObject({ cursor: 10, timeMs: timeOf(20), furthest: 10, peeks: 0 });
    await expect(replays.seek(replayId, epochMs(timeOf(9)))).rejects.toEqual(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('lies outside.') }));
  });

  it('plays at its speed until its end, and two windows see the same', async () => {
    const { replays, start, clock, store } = await rig();
    const { replay: { replayId } } = await start();
    const controller = new AbortController();
    const watch = (): { readonly seen: ReplayUpdate[]; readonly ended: Promise<void> } => {
      const seen: ReplayUpdate[] = [];
      const ended = (async () => {
        for await (const update of replays.watch(replayId, controller.signal)) seen.push(update);
      })();
      return { seen, ended };
    };
    const [one, other] = [watch(), watch()];
    await replays.play(replayId, 10);
    for (let k = 0; k < 10; k++) {
      clock.advance(100);
      for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    }
    expect((await replays.get(replayId)).replay).toMatchObject({ cursor: 10, speed: 10 });
    await replays.pause(replayId);
    clock.advance(5_000);
    expect((await store.loadReplay(replayId))?.replay.cursor, 'where it stands is stored').toBe(10);
    await replays.play(replayId, 100);
    for (let k = 0; k < 60; k++) {
      clock.advance(10);
      for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    }
    const ended = await replays.get(replayId);
    expect([ended.isPlaying, ended.isAtEnd, clock.pendingCount, ended.replay.cursor]).toEqual([false, true, 0, count - 11]);
    controller.abort();
    await Promise.all([one.ended, other.ended]);
    for (const { seen } of [one, other]) {
      expect(seen[0]).toMatchObject({ isWhole: true });
      expect(seen.flatMap((update) => update.bars.map(({ time }) => time)), 'each bar once').toEqual(Array.from({ length: count - 5 }, (_, k) => timeOf(5 + k)));
      expect(seen.some(({ state }) => state.isPlaying)).toBe(true);
    }
  });

  it('takes nothing that cannot be stored', async () => {
    const memory = createMemoryReplayStore();
    const { replays, start } = await rig({ ...memory, appendIntent: async () => Promise.reject(new AppError('UNAVAILABLE', 'The disk is full.')) });
    const { replay: { replayId } } = await start();
    await expect(replays.decide(replayId, buy, false)).rejects.toThrow('The disk is full.');
    expect([(await replays.get(replayId)).orders, await replays.intents(replayId)]).toEqual([[], []]);
  });
});

describe('a replay that is asked for what cannot be', () => {
  it.each<[string, Partial<ReplayRequest>, Partial<BacktestSettings>, string]>([
    ['no bars', { fromMs: epochMs(Date.UTC(2030, 0, 1)) }, {}, 'There are no bars of FILE:ACME at 1d from 2030-01-01 on; choose another stretch or import bars.'],
    ['a stretch that ends before it begins', { fromMs: timeOf(9), toMs: timeOf(9) }, {}, 'toMs must be later than fromMs.'],
    ['a speed', { speed: 200 }, {}, 'The speed must be from 0.25 to 100 bars a second, not 200.'],
    ['the conventions of another engine', {}, { profile: 'backtrader' }, 'A replay trades by the profile tapedeck and not by backtrader; leave the profile out.'],
    ['a moment from which to trade', {}, { tradeFromMs: timeOf(12) }, 'A replay trades from its first bar on; say with fromMs which one that is, and leave tradeFromMs out.'],
    ['settings that contradict each other', {}, { exclusive: true, hedging: true }, 'Exclusive orders close what is open and hedging keeps it open; choose one of exclusive and hedging.'],
  ])('is refused: %s', async (_, changes, settings, message) => {
    const { replays, start } = await rig();
    await expect(start(changes, settings)).rejects.toThrow(message);
    expect(await replays.list(10)).toEqual([]);
  });

  it('is refused for an unknown instrument', async () => {
    const { replays } = await rig();
    await expect(replays.start({ ...key, instrumentId: instrumentId('FILE:NOPE') }, { fromMs: null, toMs: null, warmup: 5, speed: 1, settings: backtestSettingsSchema.parse({}) })).rejects.toThrow('did you mean FILE:ACME?');
  });

  it.each<[ReplayIntent, string]>([
    [{ ...buy, type: 'limit', limitPrice: 100.005 }, 'The limit price 100.005 lies between two ticks of 0.01; take 100 or 100.01.'],
    [{ ...buy, type: 'limit' }, 'A limit order needs a limit price.'],
    [{ ...buy, stopPrice: 100 }, 'A market order takes no stop price; leave it out or choose another type.'],
    [{ ...buy, quantity: 1.5 }, 'A buy order is for 1.5 units; without fractional sizes it must be for whole units.'],
    [{ kind: 'cancel', order: 4 }, 'There is no order 4 that waits; it was filled, cancelled or never placed.'],
    [{ kind: 'modify', order: 4 }, 'Nothing was said to change of order 4; give a quantity or a price.'],
    [{ kind: 'close', share: 1 }, 'Nothing is held, so there is nothing to close.'],
    [{ kind: 'close', trade: 2, share: 1 }, 'There is no open trade 2.'],
    [{ kind: 'protect', trade: 2 }, 'Nothing was said to change of trade 2; give a stop-loss or a take-profit.'],
  ])('refuses %o and changes nothing', async (intent, message) => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await expect(replays.decide(replayId, intent, false)).rejects.toEqual(refusedWith('INVALID_INPUT', message));
    expect([(await replays.get(replayId)).orders, await replays.intents(replayId)]).toEqual([[], []]);
  });

  it('refuses a stop on the wrong side of the close', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, 1);
    await expect(replays.decide(replayId, { kind: 'protect', trade: 1, stopLoss: 9_999 }, false)).rejects.toThrow(`The stop-loss 9999 of a long trade must lie below the close of ${closeOf(11)}.`);
  });

  it('tells of a replay that is not there', async () => {
    const { replays } = await rig();
    await expect(replays.get('rpl-x')).rejects.toEqual(refusedWith('NOT_FOUND', 'There is no replay rpl-x.'));
    await expect(replays.finish('rpl-x')).rejects.toEqual(refusedWith('NOT_FOUND', 'There is no replay rpl-x.'));
  });
});

describe('a replay that is finished', () => {
  it('is a recorded run of the same journal, with its score beside holding and chance', async () => {
    const { replays, start, runOf, notes } = await rig();
    const { replay: { replayId } } = await start({}, { commissionRate: 0.001, closeAtEnd: true });
    await replays.decide(replayId, { ...buy, stopLoss: Math.round(closeOf(10) * 90) / 100 }, false);
    await replays.step(replayId, 8);
    await replays.decide(replayId, { kind: 'close', share: 0.5 }, false);
    await replays.step(replayId, 30);
    await replays.step(replayId, -10);
    await replays.decide(replayId, { kind: 'place', side: 'sell', type: 'limit', quantity: 3, limitPrice: Math.round(closeOf(38) * 101) / 100 }, false);
    await replays.step(replayId, 5);
    const score = await replays.finish(replayId);
    expect(score).toMatchObject({ peeks: 1, informedIntents: 1, droppedIntents: 0, replay: { status: 'finished', cursor: 33, runId: score.runId } });
    const { request, bars: seen, result } = runOf(score.runId);
    expect([score.return, score.trades, score.buyAndHoldReturn]).toEqual([result.metrics['totalReturn'], result.trades.length, closeOf(43) / closeOf(10) - 1]);
    expect([seen.time.length, seen.time[0], request.code?.kind, request.settings.closeAtEnd]).toEqual([34, timeOf(10), 'typescript', true]);
    expect(score.message).toMatch(/^[−\d.]+ % with \d closed trades in 34 bars, where buying and holding made [−\d.]+ %; \d+ % of entries at random moments did worse\. One decision was made knowing what came later, after a look back\.$/);
    expect(notes).toEqual([{ tags: ['replay'], note: `Replay ${replayId}` }]);
    expect(await replays.finish(replayId), 'it tells its score again').toEqual(score);
    await expect(replays.decide(replayId, buy, false)).rejects.toEqual(refusedWith('CONFLICT', `Replay ${replayId} is finished; start another one.`));
    await expect(replays.step(replayId, 1)).rejects.toThrow('is finished; start another one.');
  });

  it('waits for intents on later bars to be reached or dropped', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 5);
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, -5);
    await expect(replays.finish(replayId)).rejects.toThrow(`An intent was given on later bars, up to ${new Date(timeOf(15)).toISOString()}; go on to there before you finish, or ask for something here with dropLater.`);
  });

  it('has nothing to score where nothing was asked for', async () => {
    const { replays, start } = await rig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 3);
    expect(await replays.finish(replayId)).toMatchObject({ trades: 0, return: 0, betterThanRandom: null });
  });
});

describe('a replay after a restart', () => {
  it('is where it was, with all that was asked for, and has the same journal', async () => {
    const before = await rig();
    const { replay: { replayId } } = await before.start();
    await before.replays.decide(replayId, { ...buy, stopLoss: 1 }, false);
    await before.replays.step(replayId, 3);
    await before.replays.decide(replayId, { kind: 'modify', order: 2, stopPrice: 2 }, false);
    const [state, journal] = [await before.replays.get(replayId), await before.replays.journal(replayId)];
    const after = await rig(before.store);
    expect([await after.replays.get(replayId), await after.replays.journal(replayId)]).toEqual([state, journal]);
    expect(state.trades[0]?.stopLoss).toBe(2);
  });

  it('is refused where its bars are others now', async () => {
    const before = await rig();
    const { replay: { replayId } } = await before.start();
    const after = await rig(before.store, { ...bars, close: bars.close.map((price, i) => (i === 30 ? price + 0.01 : price)), high: bars.high.map((price, i) => (i === 30 ? price + 1 : price)) });
    await expect(after.replays.get(replayId)).rejects.toEqual(refusedWith('CONFLICT', `The bars of FILE:ACME at 1d are others than when replay ${replayId} began; import them as they were, or start another replay.`));
  });
});

describe('a replay of the simulated market', () => {
  it('is over bars that have ended, and becomes a run as well', async () => {
    const { replays } = await rig();
    const series = { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1h') };
    const state = await replays.start(series, { fromMs: epochMs(Date.UTC(2024, 11, 20)), toMs: null, warmup: 7, speed: 1, settings: backtestSettingsSchema.parse({}) });
    expect([state.replay.warmup, state.replay.toMs + 3_600_000 <= Date.UTC(2025, 0, 1)]).toEqual([7, true]);
    const { replayId } = state.replay;
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, 6);
    expect((await replays.finish(replayId)).replay.status).toBe('finished');
  });
});
