import type { BarPage, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Clock } from '../kernel/index.ts';
import { DepthBoard } from './depth-board.ts';
import { LiveBars } from './live-bars.ts';
import type { MarketLoad, Sparkline } from './market.ts';
import { closedForGood, type FeedPort, type Session } from './ports.ts';
import { SessionBoard } from './session-figures.ts';
import { thinCloses } from './sparklines.ts';
import { TickerBoard } from './ticker-board.ts';
import { TradeTape } from './trade-tape.ts';
import { Turn } from './turn.ts';
import { watchBars } from './watch-bars.ts';

export type LiveMarketDeps = {
  readonly feedOf: (id: InstrumentId) => FeedPort | null;
  readonly instrument: (id: InstrumentId) => Instrument | null;
  readonly quote: (id: InstrumentId) => Quote | null;
  readonly history: (key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }) => Promise<BarPage>;
  readonly clock: Clock;
  readonly pacer: Clock;
  readonly onListenerError: (error: unknown) => void;
};

/** What is made of ticks for those who watch: bars, watchlist lines, books, trades. Instruments are known when they come here. */
export interface LiveMarket {
  readonly bars: LiveBars;
  readonly sessions: SessionBoard;
  readonly tickers: TickerBoard;
  readonly depth: DepthBoard;
  readonly trades: TradeTape;
  watchBars(key: SeriesKey, signal: AbortSignal): AsyncGenerator<LiveBar[], void, void>;
  sparklines(ids: readonly InstrumentId[], points: number): Promise<Sparkline[]>;
  /** Takes a good tick in, after the newest quote was updated. */
  receive(tick: Tick): void;
  passTime(feed: FeedPort, completeUntilMs: EpochMs): void;
  load(): MarketLoad;
}

const minute = timeframe('1m');
const day = timeframe('1d');
const minutesOfDay = 1_440;

export function createLiveMarket({ feedOf, instrument, quote, history, clock, pacer, onListenerError }: LiveMarketDeps): LiveMarket {
  const session = (id: InstrumentId): Session => {
    const known = instrument(id);
    return known === null ? closedForGood : (feedOf(id)?.session(known, clock.now()) ?? closedForGood);
  };
  const bars = new LiveBars(async (key) => feedOf(key.instrumentId)?.forming(key) ?? null, onListenerError);
  const sessions = new SessionBoard(bars, history);
  const tickers = new TickerBoard({ sessions, quote, session, now: () => clock.now(), pacer });
  const depth = new DepthBoard({ book: (id) => feedOf(id)?.book(id) ?? null, session, pacer });
  const trades = new TradeTape(pacer);
  let barWatchers = 0;

  async function loadSparkline(id: InstrumentId, points: number): Promise<Sparkline> {
    const { bar, previousClose } = sessions.get(id);
    if (bar === null) return { instrumentId: id, previousClose, close: [] };
    if (feedOf(id) === null) {
      // What came from a file has no session that runs: its last days, then.
      const { close } = await history({ instrumentId: id, timeframe: day }, { beforeMs: null, limit: points });
      return { instrumentId: id, previousClose, close };
    }
    const page = await history({ instrumentId: id, timeframe: minute }, { beforeMs: null, limit: minutesOfDay });
    return { instrumentId: id, previousClose, close: thinCloses(page, bar.time, points) };
  }

  return {
    bars, sessions, tickers, depth, trades,
    async *watchBars(key, signal) {
      barWatchers += 1;
      try {
        yield* watchBars(bars, key, pacer, signal);
      } finally {
        barWatchers -= 1;
      }
    },
    async sparklines(ids, points) {
      const held = sessions.hold(ids);
      try {
        await held.ready;
        const lines: Sparkline[] = [];
        const turn = new Turn(pacer);
        for (const id of ids) {
          lines.push(await loadSparkline(id, points));
          await turn.next();
        }
        return lines;
      } finally {
        held.dispose();
      }
    },
    receive(tick) {
      if (tick.kind === 'trade') {
        bars.trade(tick);
        trades.add(tick, quote(tick.instrumentId));
      }
      tickers.changed(tick.instrumentId);
      depth.changed(tick.instrumentId);
    },
    passTime(feed, completeUntilMs) {
      bars.passTime((id) => feedOf(id) === feed, completeUntilMs);
      tickers.passTime();
      depth.passTime();
    },
    load: () => ({ watchers: tickers.watcherCount + depth.watcherCount + trades.watcherCount + barWatchers, barBuilders: bars.builderCount }),
  };
}
