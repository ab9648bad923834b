import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe, timeframeMs } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import type { FeedPort } from './ports.ts';
import { readFeedHistory } from './read-feed-history.ts';
import { createTestFeed } from './test-feed.ts';

const nowMs = Date.UTC(2026, 0, 5, 15, 7, 20);
const simMarket = new SimMarket(1);
const barsOf = (name: string, frame: string, untilMs: number, limit: number): BarColumns => simMarket.bars(instrumentId(name), timeframeMs(timeframe(frame)), untilMs, limit);

/** A feed that computes what it is asked, slowly: each question takes some real time. */
function slowFeed(takesMs: number) {
  const pacer = createManualClock();
  const asked: number[] = [];
  const feed: FeedPort = {
    ...createTestFeed().feed,
    async history({ instrumentId: id, timeframe: frame }, { beforeMs, limit }) {
      asked.push(limit);
      pacer.advance(takesMs);
      return barsOf(id, frame, Math.min(beforeMs ?? nowMs, nowMs), limit);
    },
  };
  return { feed, pacer, asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the history of a feed', () => {
  it.each([['SIM:ACME', '1m', 1_700], ['SIM:ORBUSD', '15m', 1_234], ['SIM:TAPE', '1d', 3_000], ['SIM:AVLUSD', '1w', 600], ['SIM:ACME', '1h', 1]])(
    'of %s, %s, read in pieces is the one read at once',
    async (name, frame, limit) => {
      const { feed, pacer } = slowFeed(0);
      for (const beforeMs of [null, epochMs(nowMs - 90 * 60_000)]) {
        const pieces = await readFeedHistory(feed, { instrumentId: instrumentId(name), timeframe: timeframe(frame) }, { beforeMs, limit }, pacer);
        expect(pieces).toEqual(barsOf(name, frame, beforeMs ?? nowMs, limit));
      }
    });

  it('gives way between the pieces', async () => {
    const { feed, pacer, asked } = slowFeed(5);
    let isDone = false;
    const reading = (async () => {
      await readFeedHistory(feed, { instrumentId: instrumentId('SIM:ACME'), timeframe: timeframe('1h') }, { beforeMs: null, limit: 2_000 }, pacer);
      isDone = true;
    })();
    const turns: number[] = [];
    while (!isDone) {
      await settle();
      turns.push(asked.length);
      pacer.advance(1);
    }
    await reading;
    expect(turns, 'no turn of more than two pieces').toEqual([2, 4, 4]);
  });
});
