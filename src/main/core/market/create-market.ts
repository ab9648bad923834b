import type { BarColumns, BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import { AppError, createBus, Disposer, type Clock, type Disposable, type Log } from '../kernel/index.ts';
import { checkTick } from './check-tick.ts';
import { createLiveMarket } from './live-market.ts';
import type { Market } from './market.ts';
import { closedForGood, type BarStore, type FeedPort, type InstrumentStore } from './ports.ts';
import { QuoteBoard } from './quote-board.ts';
import { readFeedHistory } from './read-feed-history.ts';
import { readNews } from './read-news.ts';

export type MarketDeps = {
  readonly feeds: readonly FeedPort[];
  readonly bars: BarStore;
  readonly instruments: InstrumentStore;
  /** Time of the market, simulated or not. */
  readonly clock: Clock;
  /** Real time: how often watchers are told does not depend on the speed of the market's clock. */
  readonly pacer: Clock;
  readonly log: Log;
};

/** Builds the market of all feeds and stored instruments; ticks are taken from now on, feeds are started by the caller. */
export async function createMarket(deps: MarketDeps): Promise<Market & Disposable> {
  const disposer = new Disposer();
  const known = new Map<InstrumentId, Instrument>();
  const feedOf = new Map<InstrumentId, FeedPort>();
  const board = new QuoteBoard(deps.pacer);
  const live = createLiveMarket({
    feedOf: (id) => feedOf.get(id) ?? null, instrument: (id) => known.get(id) ?? null, quote: (id) => board.get(id), history: loadHistory,
    clock: deps.clock, pacer: deps.pacer, onListenerError: (error) => deps.log.error('a listener of bars failed', { error }),
  });
  const bus = createBus<{ tick: Tick }>((error) => deps.log.error('a listener of ticks failed', { error }));
  let quarantinedTicks = 0;

  for (const instrument of await deps.instruments.list()) known.set(instrument.id, instrument);
  for (const feed of deps.feeds) {
    for (const instrument of feed.instruments()) {
      known.set(instrument.id, instrument);
      feedOf.set(instrument.id, feed);
    }
    disposer.own(feed.onTick(receive));
    disposer.own(feed.onTime((completeUntilMs) => live.passTime(feed, completeUntilMs)));
  }

  function receive(tick: Tick): void {
    const reason = checkTick(tick);
    if (reason === null) {
      board.apply(tick);
      live.receive(tick);
      bus.emit('tick', tick);
    } else {
      quarantinedTicks += 1;
      deps.log.warn('a tick was put aside', { instrumentId: tick.instrumentId, reason });
    }
  }

  const require = (id: InstrumentId): Instrument => {
    const instrument = known.get(id);
    if (instrument !== undefined) return instrument;
    const nearest = nearestName(id, known.keys());
    throw new AppError('NOT_FOUND', `There is no instrument ${id}${nearest === null ? '.' : `; did you mean ${nearest}?`}`, { instrumentId: id, nearest });
  };

  async function loadHistory(key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }): Promise<BarPage> {
    const feed = feedOf.get(key.instrumentId);
    return feed === undefined ? readStored(deps.bars, key, options) : toPage(key, 0, await readFeedHistory(feed, key, options, deps.pacer));
  }

  return {
    get quarantinedTicks() {
      return quarantinedTicks;
    },
    get lateTrades() {
      return live.bars.lateTrades;
    },
    instruments: (search) => [...known.values()].filter(matches(search)),
    instrument: (id) => known.get(id) ?? null,
    requireInstrument: require,
    nearest: (text) => nearestName(text, known.keys()) as InstrumentId | null,
    quote: (id) => board.get(id),
    session: (instrument, at) => feedOf.get(instrument.id)?.session(instrument, at) ?? closedForGood,
    async saveInstrument(instrument) {
      await deps.instruments.save(instrument);
      known.set(instrument.id, instrument);
    },
    onTick: (listener) => bus.on('tick', listener),
    async history(key, options) {
      require(key.instrumentId);
      return loadHistory(key, options);
    },
    holdSessions(ids) {
      ids.forEach(require);
      return live.sessions.hold(ids);
    },
    sessionFigures: (id) => live.sessions.get(id),
    async tickers(ids) {
      ids.forEach(require);
      return live.tickers.load(ids);
    },
    watchTickers(ids, signal, perSecond) {
      ids.forEach(require);
      return live.tickers.watch(ids, signal, perSecond);
    },
    async sparklines(ids, points) {
      ids.forEach(require);
      return live.sparklines(ids, points);
    },
    async news(wanted) {
      if (wanted.instrumentId !== null) require(wanted.instrumentId);
      return readNews(deps.feeds, wanted, deps.clock.now(), deps.pacer);
    },
    watchBars(key, signal) {
      require(key.instrumentId);
      return live.watchBars(key, signal);
    },
    openBars(key, listener) {
      require(key.instrumentId);
      return live.bars.open(key, listener);
    },
    depth: (id) => live.depth.get(require(id).id),
    watchDepth: (id, signal, perSecond) => live.depth.watch(require(id).id, signal, perSecond),
    watchTrades: (id, signal, perSecond) => live.trades.watch(require(id).id, signal, perSecond),
    get load() {
      const { watchers, barBuilders } = live.load();
      return { watchers: watchers + board.watcherCount, barBuilders };
    },
    watch(ids, signal) {
      ids.forEach(require);
      return board.watch(ids, signal);
    },
    dispose: () => disposer.dispose(),
  };
}

const matches = (search: string | undefined) => {
  const text = search?.trim().toLowerCase() ?? '';
  return (instrument: Instrument): boolean =>
    text === '' || instrument.id.toLowerCase().includes(text) || instrument.name.toLowerCase().includes(text);
};

async function readStored(bars: BarStore, key: SeriesKey, options: { beforeMs: EpochMs | null; limit: number }): Promise<BarPage> {
  // The number is read before the bars: a change in between makes a reader ask once more, never miss one.
  const info = (await bars.series()).find((one) => one.instrumentId === key.instrumentId && one.timeframe === key.timeframe);
  return toPage(key, info?.seq ?? 0, await bars.read(key, { fromMs: null, toMs: options.beforeMs, limit: options.limit }));
}

/** Columns as they travel: plain arrays of at most a page. */
function toPage(key: SeriesKey, seq: number, bars: BarColumns): BarPage {
  return {
    ...key,
    seq,
    time: Array.from(bars.time), open: Array.from(bars.open), high: Array.from(bars.high),
    low: Array.from(bars.low), close: Array.from(bars.close), volume: Array.from(bars.volume),
  };
}
