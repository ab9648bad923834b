import type { InstrumentId } from './instrument.ts';
import type { EpochMs } from './units.ts';

/** Best bid and ask with the units offered at each. */
export type QuoteTick = {
  readonly kind: 'quote';
  readonly instrumentId: InstrumentId;
  readonly timeMs: EpochMs;
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number;
  readonly askSize: number;
};

/** A trade between others. */
export type TradeTick = {
  readonly kind: 'trade';
  readonly instrumentId: InstrumentId;
  readonly timeMs: EpochMs;
  readonly price: number;
  readonly size: number;
};

/** One market event of one instrument; frozen by the adapter that made it. */
export type Tick = QuoteTick | TradeTick;
