import { z } from 'zod';
import { instrumentIdSchema } from './instrument.ts';
import { epochMsSchema } from './units.ts';

/** Trouble that can be called on the simulated market. */
export const scenarioKindSchema = z.enum(['crash', 'halt', 'gap', 'feed-loss']);
export type ScenarioKind = z.infer<typeof scenarioKindSchema>;

/**
 * Trouble that was called. Moments are market time; it is over at `endMs` (excluded), though prices keep the level that it left.
 * A feed loss lasts half a minute of real time: its end is where the market would then stand at the speed of its beginning.
 */
export const scenarioSchema = z.object({
  scenarioId: z.string().min(1).max(64),
  kind: scenarioKindSchema,
  /** null: the whole market. */
  instrumentId: instrumentIdSchema.nullable(),
  startMs: epochMsSchema,
  endMs: epochMsSchema,
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** How far one step of a held market goes: past the next tick of any instrument, or to the next whole second, minute or hour. */
export const tapeStepSchema = z.enum(['tick', 'second', 'minute', 'hour']);
export type TapeStep = z.infer<typeof tapeStepSchema>;

/** Where the market's time stands and how it runs. */
export const tapeStatusSchema = z.object({
  nowMs: epochMsSchema,
  /** Market time per real time, kept while paused. */
  speed: z.number().positive(),
  isPaused: z.boolean(),
  /** false: nothing here can be held, hastened or troubled. */
  isSimulated: z.boolean(),
  minSpeed: z.number().positive(),
  maxSpeed: z.number().positive(),
  /** Market time at which this run of the workstation began. */
  startedAtMs: epochMsSchema,
  /** The newest hundred, oldest first. */
  scenarios: z.array(scenarioSchema),
});
export type TapeStatus = z.infer<typeof tapeStatusSchema>;

/** A stretch of the tape in buckets of equal length, the first from `fromMs`; buckets that have not come yet are empty. */
export const timelineSchema = z.object({
  fromMs: epochMsSchema,
  toMs: epochMsSchema,
  bucketMs: z.number().int().positive(),
  /** Units traded in each bucket, up to the last complete minute. */
  volume: z.array(z.number()),
  /** Last price in each bucket; null where nothing traded. */
  close: z.array(z.number().nullable()),
  /** Trading sessions that touch the stretch, cut at its ends. */
  sessions: z.array(z.object({ openMs: epochMsSchema, closeMs: epochMsSchema })),
});
export type Timeline = z.infer<typeof timelineSchema>;
