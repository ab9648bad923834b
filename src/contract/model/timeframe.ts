import { z } from 'zod';

/** Length of a bar: a whole number and a unit (s, m, h, d, w), such as `1m`, `15m`, `4h`, `1d`. */
export const timeframeSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}[smhdw]$/, 'must be a number and one of s, m, h, d, w, such as "15m"')
  .brand<'Timeframe'>();
export type Timeframe = z.infer<typeof timeframeSchema>;

/** Brands text that is known to be a timeframe. */
export const timeframe = (value: string): Timeframe => value as Timeframe;

const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Nominal length in milliseconds; a day counts 24 hours whatever the session. */
export function timeframeMs(value: Timeframe): number {
  return Number.parseInt(value, 10) * (unitMs[value.at(-1) as string] as number);
}
