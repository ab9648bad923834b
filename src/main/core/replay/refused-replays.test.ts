import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema, type BacktestSettings } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { ReplayIntent } from '../../../contract/model/replay.ts';
import { epochMs } from '../../../contract/model/units.ts';
import type { StoredReplay } from './ports.ts';
import type { ReplayRequest } from './replays.ts';
import { buy, closeOf, key, openRig, refusedWith, timeOf } from '../../../../test/replay/replay-rig.ts';

describe('a replay that is asked for what cannot be', () => {
  it.each<[string, Partial<ReplayRequest>, Partial<BacktestSettings>, string]>([
    ['no bars', { fromMs: epochMs(Date.UTC(2030, 0, 1)) }, {}, 'There are no bars of FILE:ACME at 1d from 2030-01-01 on; choose another stretch or import bars.'],
    ['a stretch that ends before it begins', { fromMs: timeOf(9), toMs: timeOf(9) }, {}, 'toMs must be later than fromMs.'],
    ['a speed', { speed: 200 }, {}, 'The speed must be from 0.25 to 100 bars a second, not 200.'],
    ['the conventions of another engine', {}, { profile: 'backtrader' }, 'A replay trades by the profile tapedeck and not by backtrader; leave the profile out.'],
    ['a moment from which to trade', {}, { tradeFromMs: timeOf(12) }, 'A replay trades from its first bar on; say with fromMs which one that is, and leave tradeFromMs out.'],
    ['settings that contradict each other', {}, { exclusive: true, hedging: true }, 'Exclusive orders close what is open and hedging keeps it open; choose one of exclusive and hedging.'],
  ])('is refused: %s', async (_, changes, settings, message) => {
    const { replays, start } = await openRig();
    await expect(start(changes, settings)).rejects.toThrow(message);
    expect(await replays.list(10)).toEqual([]);
  });

  it('is refused for an unknown instrument', async () => {
    const { replays } = await openRig();
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
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await expect(replays.decide(replayId, intent, false)).rejects.toEqual(refusedWith('INVALID_INPUT', message));
    expect([(await replays.get(replayId)).orders, await replays.intents(replayId)]).toEqual([[], []]);
  });

  it('refuses more decisions than its run could hold, so that it can always be finished', async () => {
    const { start, store } = await openRig();
    const { replay } = await start();
    const given = Array.from({ length: 1_200 }, (_, k) => ({ number: k + 1, bar: 0, timeMs: timeOf(10), isInformed: false, droppedBy: null, intent: { ...buy, type: 'limit', quantity: 1, limitPrice: 1.01 } as const }));
    const again = await openRig({ ...store, loadReplay: async (id) => ({ ...(await store.loadReplay(id) as StoredReplay), intents: given }) });
    await expect(again.replays.decide(replay.replayId, buy, false)).rejects.toEqual(refusedWith('CONFLICT', `Replay ${replay.replayId} is full: its 1201 decisions are as much as a run can hold; finish it and start another.`));
    expect((await again.replays.get(replay.replayId)).orders.length).toBe(1_200);
  });

  it('refuses a stop on the wrong side of the close', async () => {
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start();
    await replays.decide(replayId, buy, false);
    await replays.step(replayId, 1);
    await expect(replays.decide(replayId, { kind: 'protect', trade: 1, stopLoss: 9_999 }, false)).rejects.toThrow(`The stop-loss 9999 of a long trade must lie below the close of ${closeOf(11)}.`);
  });

  it('refuses to change on a close what came of that very close', async () => {
    const { replays, start } = await openRig();
    const { replay: { replayId } } = await start({}, { fill: 'same-close' });
    const filled = await replays.decide(replayId, buy, false);
    expect([filled.fills[0]?.price, filled.trades[0]?.trade]).toEqual([closeOf(10), 1]);
    await expect(replays.decide(replayId, { kind: 'close', trade: 1, share: 1 }, false)).rejects.toEqual(refusedWith('CONFLICT', 'Trade 1 was opened on the close of this bar; it can be changed from the next bar on.'));
    await expect(replays.decide(replayId, { kind: 'cancel', order: 1 }, false)).rejects.toThrow('There is no order 1 that waits');
    await replays.step(replayId, 1);
    expect((await replays.decide(replayId, { kind: 'close', trade: 1, share: 1 }, false)).closedTrades.map(({ exitPrice }) => exitPrice)).toEqual([closeOf(11)]);
  });

  it('tells of a replay that is not there', async () => {
    const { replays } = await openRig();
    await expect(replays.get('rpl-x')).rejects.toEqual(refusedWith('NOT_FOUND', 'There is no replay rpl-x.'));
    await expect(replays.finish('rpl-x')).rejects.toEqual(refusedWith('NOT_FOUND', 'There is no replay rpl-x.'));
  });
});
