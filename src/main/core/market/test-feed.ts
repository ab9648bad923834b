import type { Bar, BarColumns, SeriesKey } from '../../../contract/model/bar.ts';
import type { Book } from '../../../contract/model/book.ts';
import { instrumentId, type InstrumentId } from '../../../contract/model/instrument.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import { epochMs, type EpochMs } from '../../../contract/model/units.ts';
import { simInstruments } from '../../../quant/sim-market/index.ts';
import { createBus } from '../kernel/index.ts';
import type { FeedPort, Session } from './ports.ts';

export const acme = instrumentId('SIM:ACME');
export const volt = instrumentId('SIM:VOLT');

export const quoteTick = (bid: number, ask: number, over: Partial<Tick> = {}): Tick =>
  ({ kind: 'quote', instrumentId: acme, timeMs: epochMs(1_000), bid, ask, bidSize: 5, askSize: 7, ...over }) as Tick;
export const tradeTick = (price: number, over: { timeMs?: number; size?: number; instrumentId?: InstrumentId } = {}): Tick =>
  ({ kind: 'trade', instrumentId: over.instrumentId ?? acme, timeMs: epochMs(over.timeMs ?? 2_000), price, size: over.size ?? 3 });

/** What a test may answer in the feed's place. */
export type FeedAnswers = {
  history?: (key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }) => readonly Bar[];
  forming?: (key: SeriesKey) => Promise<Bar | null>;
  book?: (id: InstrumentId) => Book | null;
  session?: () => Session;
};

/** A feed whose ticks and time are sent by the test; without answers it knows no history, no book, and is always open. */
export function createTestFeed(answers: FeedAnswers = {}) {
  const bus = createBus<{ tick: Tick; time: EpochMs }>((error) => {
    throw error;
  });
  const feed: FeedPort = {
    id: 'test', instruments: simInstruments, start() {}, dispose() {},
    onTick: (listener) => bus.on('tick', listener),
    onTime: (listener) => bus.on('time', listener),
    health: () => ({ state: 'live', lastTickMs: null }),
    history: async (key, options) => toColumns(lastOf(answers.history?.(key, options) ?? [], options)),
    forming: async (key) => answers.forming?.(key) ?? null,
    book: (id) => answers.book?.(id) ?? null,
    session: () => answers.session?.() ?? { isOpen: true, opensAtMs: null, closesAtMs: null },
  };
  return {
    feed,
    send: (...ticks: readonly Tick[]) => ticks.forEach((tick) => bus.emit('tick', tick)),
    passTime: (ms: number) => bus.emit('time', epochMs(ms)),
    listeners: () => bus.listenerCount,
  };
}

/** Of all bars that a test knows, those that were asked for. */
const lastOf = (bars: readonly Bar[], { beforeMs, limit }: { readonly beforeMs: EpochMs | null; readonly limit: number }): readonly Bar[] =>
  bars.filter((bar) => beforeMs === null || bar.time < beforeMs).slice(-limit);

const toColumns = (bars: readonly Bar[]): BarColumns => ({
  time: Float64Array.from(bars, (bar) => bar.time), open: Float64Array.from(bars, (bar) => bar.open), high: Float64Array.from(bars, (bar) => bar.high),
  low: Float64Array.from(bars, (bar) => bar.low), close: Float64Array.from(bars, (bar) => bar.close), volume: Float64Array.from(bars, (bar) => bar.volume),
});
