import { z } from 'zod';
import { epochMsSchema } from './units.ts';

/** What is running. */
export const systemInfoSchema = z.object({
  name: z.literal('Tapedeck'),
  version: z.string(),
  engineVersion: z.string(),
  host: z.enum(['node', 'electron', 'cli']),
  mode: z.enum(['paper', 'live']),
  startedAtMs: epochMsSchema,
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

/** Whether every part works. */
export const healthSchema = z.object({
  status: z.enum(['ready', 'degraded']),
  /** Time of the market: simulated where the market is. */
  marketTimeMs: epochMsSchema.nullable(),
  parts: z.array(z.object({
    name: z.string(),
    /** Whether it is where prices come from: while it is not well, they grow old. */
    isFeed: z.boolean(),
    status: z.enum(['ok', 'warning', 'failed']),
    detail: z.string(),
  })),
});
export type Health = z.infer<typeof healthSchema>;

/** One check of the machine or the data. */
export const doctorCheckSchema = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(['ok', 'warning', 'failed', 'not-run']),
  detail: z.string(),
  /** What to do about it; null when all is well. */
  fix: z.string().nullable(),
});
export type DoctorCheck = z.infer<typeof doctorCheckSchema>;

export const doctorReportSchema = z.object({ ok: z.boolean(), checks: z.array(doctorCheckSchema) });
export type DoctorReport = z.infer<typeof doctorReportSchema>;
