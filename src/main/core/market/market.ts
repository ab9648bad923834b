import type { BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { EpochMs } from '../../../contract/model/units.ts';

/** Instruments, newest prices and bars. */
export interface Market {
  /** All instruments, or those whose symbol or name holds the text. */
  instruments(search?: string): readonly Instrument[];
  instrument(id: InstrumentId): Instrument | null;
  /** The known id most like a mistyped one; null where nothing is near. */
  nearest(text: string): InstrumentId | null;
  quote(id: InstrumentId): Quote | null;
  /** The last bars of a stored or simulated series before a moment. NOT_FOUND for an unknown instrument. */
  history(key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }): Promise<BarPage>;
  /** A snapshot of the named instruments, then batches of newest quotes, until the signal aborts. */
  watch(ids: readonly InstrumentId[], signal: AbortSignal): AsyncGenerator<readonly Quote[], void, void>;
}
