import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { ReplayUpdate } from '../../../contract/model/replay.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { AppError } from '../kernel/index.ts';
import { createMemoryReplayStore } from '../../../../test/replay/memory-replay-store.ts';
import { bars, buy, closeOf, count, openRig, refusedWith, timeOf } from '../../../../test/replay/replay-rig.ts';

describe('a replay', () => {
  it('begins on its first bar with the warm-up before it, and tells nothing of what comes after', async () => {
    const { replays, start } = await openRig();
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
    const { replays, start } = await openRig();
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
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await replays.decide(replayId, { ...buy, quantity: 100_000 }, false);
    const state = await replays.step(replayId, 1);
    expect([state.orders, state.refusalCount, state.refusals]).toEqual([[], 1, [{ timeMs: timeOf(11), message: 'An order was not filled: the margin left did not cover its size and costs.' }]]);
  });

  it('tells nothing of what was asked for on later bars after a step back', async () => {
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 4);
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, -3);
    expect([await replays.intents(replayId), (await replays.journal(replayId)).lines]).toEqual([[], 0]);
    await replays.step(replayId, 4);
    expect((await replays.get(replayId)).fillCount, 'what was not dropped happens again').toBe(1);
  });

  it('seeks, and refuses a moment outside', async () => {
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    expect((await replays.seek(replayId, epochMs(timeOf(20) + 5))).replay).toMatchObject({ cursor: 10, timeMs: timeOf(20), furthest: 10, peeks: 0 });
    await expect(replays.seek(replayId, epochMs(timeOf(9)))).rejects.toEqual(expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('lies outside.') }));
  });

  it('plays at its speed until its end, and two windows see the same', async () => {
    const { replays, start, clock, store } = await openRig();
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
    const { replays, start } = await openRig({ ...memory, appendIntent: async () => Promise.reject(new AppError('UNAVAILABLE', 'The disk is full.')) });
    const { replay: { replayId } } = await start();
    await expect(replays.decide(replayId, buy, false)).rejects.toThrow('The disk is full.');
    expect([(await replays.get(replayId)).orders, await replays.intents(replayId)]).toEqual([[], []]);
  });
});

describe('a replay that is finished', () => {
  it('is a recorded run of the same journal, with its score beside holding and chance', async () => {
    const { replays, start, runOf, notes } = await openRig();
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
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 5);
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, -5);
    await expect(replays.finish(replayId)).rejects.toThrow(`An intent was given on later bars, up to ${new Date(timeOf(15)).toISOString()}; go on to there before you finish, or ask for something here with dropLater.`);
  });

  it('has nothing to score where nothing was asked for', async () => {
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await replays.step(replayId, 3);
    expect(await replays.finish(replayId)).toMatchObject({ trades: 0, return: 0, betterThanRandom: null });
  });
});

describe('a replay after a restart', () => {
  it('is where it was, with all that was asked for, and has the same journal', async () => {
    const before = await openRig();
    const { replay: { replayId } } = await before.start();
    await before.replays.decide(replayId, { ...buy, stopLoss: 1 }, false);
    await before.replays.step(replayId, 3);
    await before.replays.decide(replayId, { kind: 'modify', order: 2, stopPrice: 2 }, false);
    const [state, journal] = [await before.replays.get(replayId), await before.replays.journal(replayId)];
    const after = await openRig(before.store);
    expect([await after.replays.get(replayId), await after.replays.journal(replayId)]).toEqual([state, journal]);
    expect(state.trades[0]?.stopLoss).toBe(2);
  });

  it('is refused where its bars are others now', async () => {
    const before = await openRig();
    const { replay: { replayId } } = await before.start();
    const after = await openRig(before.store, { ...bars, close: bars.close.map((price, i) => (i === 30 ? price + 0.01 : price)), high: bars.high.map((price, i) => (i === 30 ? price + 1 : price)) });
    await expect(after.replays.get(replayId)).rejects.toEqual(refusedWith('CONFLICT', `The bars of FILE:ACME at 1d are others than when replay ${replayId} began; import them as they were, or start another replay.`));
  });
});

describe('a replay of the simulated market', () => {
  it('is over bars that have ended, and becomes a run as well', async () => {
    const { replays } = await openRig();
    const series = { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1h') };
    const state = await replays.start(series, { fromMs: epochMs(Date.UTC(2024, 11, 20)), toMs: null, warmup: 7, speed: 1, settings: backtestSettingsSchema.parse({}) });
    expect([state.replay.warmup, state.replay.toMs + 3_600_000 <= Date.UTC(2025, 0, 1)]).toEqual([7, true]);
    const { replayId } = state.replay;
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, 6);
    expect((await replays.finish(replayId)).replay.status).toBe('finished');
  });
});
