import { z } from 'zod';
import { decimalTextSchema } from './units.ts';

/** `VENUE:SYMBOL`, such as `SIM:ACME` (simulated), `FILE:GOOG` (imported) or `BINANCE:BTCUSDT`. */
export const instrumentIdSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,15}:[A-Za-z0-9._/^=-]{1,32}$/, 'must look like VENUE:SYMBOL, for example SIM:ACME')
  .brand<'InstrumentId'>();
export type InstrumentId = z.infer<typeof instrumentIdSchema>;

/** Brands text that is known to be an instrument id. */
export const instrumentId = (value: string): InstrumentId => value as InstrumentId;

export const assetClassSchema = z.enum(['equity', 'etf', 'crypto', 'fx', 'index']);
export type AssetClass = z.infer<typeof assetClassSchema>;

/** What can be traded or looked at. Steps are exact decimals because orders are checked against them. */
export const instrumentSchema = z.object({
  id: instrumentIdSchema,
  symbol: z.string(),
  venue: z.string(),
  name: z.string(),
  assetClass: assetClassSchema,
  sector: z.string().nullable(),
  currency: z.string().length(3),
  /** Smallest price step. */
  tickSize: decimalTextSchema,
  /** Smallest quantity step. */
  lotSize: decimalTextSchema,
  /** Smallest quantity of an order. */
  minQuantity: decimalTextSchema,
  /** False where there is history but no venue to send orders to (imported files). */
  isTradable: z.boolean(),
  /** Name of the trading calendar, such as `sim-equity`, `always` (never closes), `fx-week`. */
  calendar: z.string(),
});
export type Instrument = z.infer<typeof instrumentSchema>;
