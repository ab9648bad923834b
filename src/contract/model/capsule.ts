import { z } from 'zod';
import { backtestSpecSchema, metricTableSchema } from './backtest.ts';
import { strategyCodeSchema } from './strategy.ts';
import { epochMsSchema } from './units.ts';

/** What a capsule file says it is, and of which making. */
export const capsuleFormat = 'tapedeck-capsule';
export const capsuleVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256');

/** What came of a run, so far as another computer must find the same. */
export const capsuleOutcomeSchema = z.strictObject({
  /** SHA-256 of spec, fills and trades in canonical JSON. */
  hash: sha256,
  /** SHA-256 of the bytes of the equity's moments and values. */
  equityHash: sha256,
  /** SHA-256 of the intents, orders and fills of the run in canonical JSON. */
  journalHash: sha256,
  finalEquity: z.number(),
  trades: z.number().int(),
  fills: z.number().int(),
  metrics: metricTableSchema,
  dialects: z.record(z.string(), metricTableSchema),
});
export type CapsuleOutcome = z.infer<typeof capsuleOutcomeSchema>;

/** All that a capsule holds besides bars. It names no computer, no person and no place on a disk. */
export const capsuleHeadSchema = z.strictObject({
  format: z.literal(capsuleFormat),
  version: z.literal(capsuleVersion),
  title: z.string(),
  createdAtMs: epochMsSchema,
  spec: backtestSpecSchema,
  /** The strategy where somebody wrote it, and the SHA-256 of its text; left out for a ready-made one. */
  code: strategyCodeSchema.optional(),
  codeMark: sha256.optional(),
  outcome: capsuleOutcomeSchema,
});
export type CapsuleHead = z.infer<typeof capsuleHeadSchema>;

/** A piece of a capsule file, in base 64: a capsule of many bars is larger than a message. */
export const capsulePieceSchema = z.object({
  runId: z.string(),
  /** A name for the file. */
  name: z.string(),
  /** Bytes of the whole file, and where this piece begins in it. */
  size: z.number().int(),
  offset: z.number().int(),
  data: z.base64(),
});
export type CapsulePiece = z.infer<typeof capsulePieceSchema>;

export const barColumnNameSchema = z.enum(['time', 'open', 'high', 'low', 'close', 'volume']);

/** A value of a bar that is not the one that was exported. */
export const changedValueSchema = z.object({
  symbol: z.string(),
  /** Of the bars themselves, of the finer ones that show what happened inside, or of the rates that convert their currency. */
  part: z.enum(['bars', 'finer', 'rates']),
  /** Number of the bar, from 0, and when it begins, as the capsule says now. */
  bar: z.number().int(),
  timeMs: z.number().nullable(),
  column: barColumnNameSchema,
  /** As the capsule says now; null: no number. */
  value: z.number().nullable(),
});
export type ChangedValue = z.infer<typeof changedValueSchema>;

/**
 * `same`: the run gives the same bytes here. `changed-…`: the file is not as it was exported, in its bars, its code or what it says of the run.
 * `other-engine`: it was made by another version of the engine, which this one cannot repeat. `other-result`: all is as exported, and it
 * comes out differently here.
 */
export const capsuleVerdictSchema = z.enum(['same', 'changed-bars', 'changed-code', 'changed-terms', 'other-engine', 'other-result']);
export type CapsuleVerdict = z.infer<typeof capsuleVerdictSchema>;

/** What came of running a capsule again. */
export const capsuleCheckSchema = z.object({
  verdict: capsuleVerdictSchema,
  /** The same in one sentence. */
  message: z.string(),
  title: z.string(),
  createdAtMs: epochMsSchema,
  spec: backtestSpecSchema,
  expected: capsuleOutcomeSchema,
  /** null: it was not run, see the verdict. */
  found: capsuleOutcomeSchema.nullable(),
  /** The first values that were changed, up to 20, and how many there are. */
  changed: z.array(changedValueSchema),
  changedCount: z.number().int(),
});
export type CapsuleCheck = z.infer<typeof capsuleCheckSchema>;
