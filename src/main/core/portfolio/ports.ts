import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Account, Position } from '../../../contract/model/position.ts';
import type { TradingUpdate } from '../../../contract/model/trading-update.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Disposable, LogStream } from '../kernel/index.ts';

/** The order desk as the portfolio sees it. */
export interface PortfolioDesk {
  /** Valued at the newest marks. */
  accounts(): Account[];
  positions(): Position[];
  list(filter: { readonly openOnly: boolean; readonly limit: number }): readonly { readonly instrumentId: InstrumentId }[];
  readonly stream: LogStream<TradingUpdate>;
}

/** What the portfolio needs to know of the market, now and in memory. */
export interface PortfolioMarket {
  /** After the newest quote was updated. */
  onTick(listener: (tick: { readonly instrumentId: InstrumentId }) => void): Disposable;
  /** Keeps the sessions of instruments known until disposed; `ready` when they are. */
  holdSessions(ids: readonly InstrumentId[]): Disposable & { readonly ready: Promise<void> };
  /** The bar of the current or last session of an instrument that is held, and what the session before closed at; null: not known. */
  sessionFigures(id: InstrumentId): { readonly bar: { readonly time: EpochMs } | null; readonly previousClose: number | null };
}
