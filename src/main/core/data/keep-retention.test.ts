import { beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/manual-clock.ts';
import { createMemoryBarStore } from '../../adapters/store/memory-bar-store.ts';
import { silentLog } from '../kernel/index.ts';
import { keepRetention } from './keep-retention.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);
const key = (symbol: string) => ({ instrumentId: instrumentId(`FILE:${symbol}`), timeframe: timeframe('1d') });

/** Ten days of bars, the last one day before the start. */
const tenDays = () => {
  const column = Float64Array.from({ length: 10 }, () => 1);
  return { time: Float64Array.from({ length: 10 }, (_, i) => startMs - (10 - i) * dayMs), open: column, high: column, low: column, close: column, volume: column };
};

describe('retention', () => {
  const kept = key('KEPT');
  const passing = key('PASSING');
  let store = createMemoryBarStore();
  beforeEach(async () => {
    store = createMemoryBarStore();
    for (const [series, isKept] of [[kept, true], [passing, false]] as const) {
      await store.append(series, tenDays(), { isKept, onConflict: 'refuse' });
      await store.setRetention(series, 5 * dayMs);
    }
  });
  const count = async (series: ReturnType<typeof key>) => (await store.read(series, { fromMs: null, toMs: null, limit: null })).time.length;

  it('is applied at once and then every day, and never to what is kept', async () => {
    const clock = createManualClock(startMs);
    const keeping = keepRetention({ bars: store, clock, marketTime: () => clock.now(), log: silentLog });
    expect([await count(passing), await count(kept)]).toEqual([5, 10]);
    clock.advance(2 * dayMs);
    expect([await count(passing), await count(kept)]).toEqual([3, 10]);
    keeping.dispose();
    expect(clock.pendingCount).toBe(0);
    clock.advance(9 * dayMs);
    expect(await count(passing), 'disposed: no more').toBe(3);
  });

  it('deletes nothing because a simulated market has run ahead, or stands far back', async () => {
    for (const aheadMs of [1_000 * dayMs, -1_000 * dayMs]) {
      const clock = createManualClock(startMs - 5 * dayMs);
      keepRetention({ bars: store, clock, marketTime: () => epochMs(clock.now() + aheadMs), log: silentLog }).dispose();
      expect(await count(passing)).toBe(10);
    }
  });

  it('is tried again the next day when it fails, and says so', async () => {
    const clock = createManualClock(startMs);
    const warned: string[] = [];
    let calls = 0;
    const bars = { applyRetention: () => (++calls === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(0)) };
    const keeping = keepRetention({ bars, clock, marketTime: () => clock.now(), log: { ...silentLog, warn: (message) => warned.push(message) } });
    clock.advance(dayMs);
    keeping.dispose();
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(2);
    expect(warned).toEqual([expect.stringContaining('tried again tomorrow')]);
  });
});
