import { z } from 'zod';

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. The only time unit of the contract. */
export const epochMsSchema = z.number().int().brand<'EpochMs'>();
export type EpochMs = z.infer<typeof epochMsSchema>;

/**
 * An exact decimal as text, at most 8 fraction digits: cash, quantities and prices of the ledger.
 * Canonical text (what we write) has no leading plus, no trailing zeros and no negative zero;
 * input may carry trailing zeros and is made canonical by the core.
 */
export const decimalTextSchema = z
  .string()
  .max(40)
  .regex(/^-?\d{1,28}(\.\d{1,8})?$/, 'must be a decimal number such as "12.5" with at most 8 digits after the point')
  .brand<'DecimalText'>();
export type DecimalText = z.infer<typeof decimalTextSchema>;

/** Brands a number that is known to be a moment in epoch milliseconds. */
export const epochMs = (value: number): EpochMs => value as EpochMs;
/** Brands text that is known to be a canonical decimal. */
export const decimalText = (value: string): DecimalText => value as DecimalText;
