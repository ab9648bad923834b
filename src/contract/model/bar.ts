import { z } from 'zod';
import { instrumentIdSchema, type InstrumentId } from './instrument.ts';
import { timeframeSchema, type Timeframe } from './timeframe.ts';
import { epochMsSchema } from './units.ts';

/** Which price a bar is made of. Bid and ask bars are kept apart from trade bars. */
export const priceKindSchema = z.enum(['trade', 'bid', 'ask', 'mid']);
export type PriceKind = z.infer<typeof priceKindSchema>;

/**
 * Bars as columns, ascending in time, all of one length. `time` is the start of each bar in epoch milliseconds;
 * prices are in the instrument's currency; `volume` is in units (0 where the source has none).
 */
export type BarColumns = {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
};

/** One bar. `time` is its start in epoch milliseconds; see {@link BarColumns} for the rest. */
export const barSchema = z.object({
  time: epochMsSchema,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
});
export type Bar = z.infer<typeof barSchema>;

/** A bar as it is told live: while it forms, a later one of the same time replaces it. */
export const liveBarSchema = barSchema.extend({ isForming: z.boolean() });
export type LiveBar = z.infer<typeof liveBarSchema>;

/** One series of bars: an instrument at one timeframe. */
export type SeriesKey = { readonly instrumentId: InstrumentId; readonly timeframe: Timeframe };
export const seriesKeySchema = z.strictObject({ instrumentId: instrumentIdSchema, timeframe: timeframeSchema });

const column = z.array(z.number()).max(20_000);

/** A page of at most 20,000 bars as it travels over the contract. `seq` grows with every change of the series. */
export const barPageSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeframe: timeframeSchema,
  seq: z.number().int(),
  time: column,
  open: column,
  high: column,
  low: column,
  close: column,
  volume: column,
});
export type BarPage = z.infer<typeof barPageSchema>;

/** What is stored of a series. `kept` data cannot be fetched again: no retention touches it. */
export const seriesInfoSchema = z.object({
  instrumentId: instrumentIdSchema,
  timeframe: timeframeSchema,
  bars: z.number().int(),
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  isKept: z.boolean(),
  isRolledUp: z.boolean(),
  seq: z.number().int(),
});
export type SeriesInfo = z.infer<typeof seriesInfoSchema>;
