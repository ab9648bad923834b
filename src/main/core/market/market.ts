import type { BarPage, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Quote } from '../../../contract/model/quote.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Disposable } from '../kernel/index.ts';
import type { Session } from './ports.ts';

/** Instruments, newest prices and bars. */
export interface Market {
  /** All instruments, or those whose symbol or name holds the text. */
  instruments(search?: string): readonly Instrument[];
  instrument(id: InstrumentId): Instrument | null;
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
  /** The last bars of a stored or simulated series before a moment. NOT_FOUND for an unknown instrument. */
  history(key: SeriesKey, options: { readonly beforeMs: EpochMs | null; readonly limit: number }): Promise<BarPage>;
  /** A snapshot of the named instruments, then batches of newest quotes, until the signal aborts. */
  watch(ids: readonly InstrumentId[], signal: AbortSignal): AsyncGenerator<readonly Quote[], void, void>;
}
