import type { BarPage, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { Book } from '../../../contract/model/book.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { NewsItem } from '../../../contract/model/news.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import type { MarketTrade } from '../../../contract/model/trade.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Disposable } from '../kernel/index.ts';
import type { OpenBars } from './live-bars.ts';
import type { NewsRequest } from './read-news.ts';
import type { Session } from './ports.ts';
import type { SessionFigures } from './session-figures.ts';

/** A small picture of a session: closes of equal stretches since it began. `previousClose`: what the session before ended at. */
export type Sparkline = { readonly instrumentId: InstrumentId; readonly previousClose: number | null; readonly close: readonly number[] };

/** What the market holds for those who watch; all zero when nobody does. */
export type MarketLoad = { readonly watchers: number; readonly barBuilders: number };

/** Instruments, newest prices and bars. */
export interface Market {
  /** All instruments, or those whose symbol or name holds the text. */
  instruments(search?: string): readonly Instrument[];
  instrument(id: InstrumentId): Instrument | null;
  /** NOT_FOUND with the nearest one where there is no such instrument. */
  requireInstrument(id: InstrumentId): Instrument;
  /** The known id most like a mistyped one; null where nothing is near. */
  nearest(text: string): InstrumentId | null;
  quote(id: InstrumentId): Quote | null;
  /** Where the instrument's market stands; closed for good where there is no feed. */
  session(instrument: Instrument, at: EpochMs): Session;
  /** Adds an instrument that came with a file, or renews it. Stored before it is known. */
  saveInstrument(instrument: Instrument): Promise<void>;
  /** Good ticks, after the newest quote was updated. */
  onTick(listener: (tick: Tick) => void): Disposable;
  /** Ticks that were put aside because they made no sense, since the start. */
  readonly quarantinedTicks: number;
  /** Trades that came after a watched bar that they belong to was finished; they changed nothing. */
  readonly lateTrades: number;
  /** The last bars of a stored or simulated series before a moment. NOT_FOUND for an unknown instrument. */
  history(key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }): Promise<BarPage>;
  /** Keeps the sessions of these instruments known until disposed; `ready` when they are. NOT_FOUND for an unknown instrument. */
  holdSessions(ids: readonly InstrumentId[]): Disposable & { readonly ready: Promise<void> };
  /** The current or last session of an instrument that is held, and what the one before ended at. */
  sessionFigures(id: InstrumentId): SessionFigures;
  /** Lines of a watchlist, in the order asked for. NOT_FOUND for an unknown instrument, here and in all that follows. */
  tickers(ids: readonly InstrumentId[]): Promise<readonly Ticker[]>;
  /** All of them first, then those that changed, until the signal aborts; at most `perSecond` items a second (30), here and below. */
  watchTickers(ids: readonly InstrumentId[], signal: AbortSignal, perSecond?: number): AsyncGenerator<readonly Ticker[], void, void>;
  /** Closes since each instrument's last session began, at most `points` of them. */
  sparklines(ids: readonly InstrumentId[], points: number): Promise<readonly Sparkline[]>;
  /** Headlines up to now, newest first. INVALID_INPUT for a stretch that cannot be, NOT_FOUND for an unknown instrument. */
  news(request: NewsRequest): Promise<NewsItem[]>;
  /** The forming bar, or nothing where its period has no trade yet; then bars as they change, ascending; the same time replaces. */
  watchBars(key: SeriesKey, signal: AbortSignal): AsyncGenerator<readonly LiveBar[], void, void>;
  /** Every change of every bar of a series, at once: for computations. Watchers of charts take `watchBars`. */
  openBars(key: SeriesKey, listener: (bar: LiveBar) => void): OpenBars;
  /** The order book. NOT_FOUND where no feed tells one. */
  depth(id: InstrumentId): Book;
  watchDepth(id: InstrumentId, signal: AbortSignal, perSecond?: number): AsyncGenerator<Book, void, void>;
  /** The last trades, oldest first, then new ones; what a slow reader lost shows as a jump in `seq`. */
  watchTrades(id: InstrumentId, signal: AbortSignal, perSecond?: number): AsyncGenerator<readonly MarketTrade[], void, void>;
  readonly load: MarketLoad;
  /** A snapshot of the named instruments, then batches of newest quotes, until the signal aborts. */
  watch(ids: readonly InstrumentId[], signal: AbortSignal): AsyncGenerator<readonly Quote[], void, void>;
}
