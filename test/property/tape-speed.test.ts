import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../src/contract/model/instrument.ts';
import type { ClientOrderId } from '../../src/contract/model/order.ts';
import { timeframe } from '../../src/contract/model/timeframe.ts';
import { createPaperBroker, createVenueLatency, type PaperBrokerOptions } from '../../src/main/adapters/brokers/paper/index.ts';
import { createManualClock, createSimulatedClock } from '../../src/main/adapters/clock/index.ts';
import { openSimulation } from '../../src/main/adapters/sim/index.ts';
import { silentLog } from '../../src/main/core/kernel/index.ts';
import type { BrokerEvent, BrokerOrder } from '../../src/main/core/trading/ports.ts';

const acme = instrumentId('SIM:ACME');
const minuteMs = 60_000;

/** What a venue does with the same orders, placed at the same moments of the market, at some speed. */
async function trade(speed: number, latencyMs: NonNullable<PaperBrokerOptions['latencyMs']>): Promise<BrokerEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-speed-'));
  const real = createManualClock();
  const { feed, tape, clock, record, dispose } = openSimulation({ folder, seed: 3, speed, clock: real, createTime: createSimulatedClock, lastEventMs: null, log: silentLog });
  const instruments = feed.instruments();
  const broker = createPaperBroker({ clock, log: silentLog, latencyMs, tape: record, instrument: (id) => instruments.find((one) => one.id === id) ?? null });
  const events: BrokerEvent[] = [];
  broker.onEvent((event) => events.push(event));
  feed.onTick((tick) => broker.onTick(tick));
  feed.onTime((untilMs) => broker.advance(untilMs));
  feed.start();
  const originMs = clock.now();

  const reach = async (ms: number): Promise<void> => {
    for (; clock.now() < ms; await Promise.resolve()) real.advance(5);
  };
  const pausedFor = async (realMs: number): Promise<void> => {
    const paused = tape.pause();
    real.advance(realMs);
    await paused;
    const [count, nowMs] = [events.length, clock.now()];
    real.advance(3_600_000);
    expect([events.length, clock.now()], 'nothing happens in a market that stands').toEqual([count, nowMs]);
    tape.play();
  };
  const terms = { accountId: 'paper', instrumentId: acme, timeInForce: 'gtc', stopPrice: null, limitPrice: null, quantity: '40000' };
  const place = (order: object): Promise<void> => broker.place({ ...terms, ...order } as unknown as BrokerOrder);

  // A step ends at the same moment at every speed.
  const step = tape.step('minute');
  await reach(originMs + minuteMs);
  await step;
  const last = (await feed.history({ instrumentId: acme, timeframe: timeframe('1m') }, { beforeMs: null, limit: 1 })).close[0];
  await place({ clientOrderId: 'market', side: 'buy', type: 'market' });
  await place({ clientOrderId: 'limit', side: 'buy', type: 'limit', limitPrice: (last - 0.12).toFixed(2) });
  await place({ clientOrderId: 'stop', side: 'sell', type: 'stop', stopPrice: (last - 0.08).toFixed(2) });
  tape.play();
  await reach(originMs + 5 * minuteMs);
  await pausedFor(10);
  const lastMs = originMs + 10 * minuteMs;
  await reach(lastMs);
  dispose();
  await broker.dispose();
  rmSync(folder, { recursive: true });
  return events.filter((event) => event.timeMs < lastMs);
}

describe('orders at any speed', () => {
  it.each([['0 ms', 0], ['250 ms', 250], ['20 to 60 ms', createVenueLatency(3)]] as const)('are filled by the same trades, %s away from the venue, and none before it was placed', async (_, latencyMs) => {
    const slow = await trade(1, latencyMs);
    expect(new Set(slow.filter((event) => event.kind === 'filled').map((event) => event.clientOrderId)).size, 'orders of each kind').toBe(3);
    expect(slow.filter((event) => event.kind === 'filled').length).toBeGreaterThan(20);
    expect(slow[0]?.timeMs, 'the way to the venue is market time').toBe(Date.UTC(2026, 0, 5, 15, 1) + (typeof latencyMs === 'number' ? latencyMs : Math.min(...['market', 'limit', 'stop'].map((id) => latencyMs(id as ClientOrderId)))));
    for (const speed of [60, 900]) expect(await trade(speed, latencyMs)).toEqual(slow);
  });
});
