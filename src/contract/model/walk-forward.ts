import { z } from 'zod';
import { metricTableSchema } from './backtest.ts';
import { seriesKeySchema } from './bar.ts';
import { sweepRequestSchema, sweepSpecSchema } from './sweep.ts';
import { epochMsSchema } from './units.ts';

/** How bars are cut into training and test windows. Test windows follow one another without a gap. */
export const walkForwardWindowsSchema = z.strictObject({
  train: z.number().int().min(2).max(10_000_000).describe('bars of a training window'),
  test: z.number().int().min(1).max(10_000_000).describe('bars of a test window'),
  anchored: z.boolean().default(false).describe('every training window begins with the first bar, so that they grow'),
  purge: z.number().int().min(0).max(1_000_000).default(0).describe('bars left out at the end of each training window'),
  embargo: z.number().int().min(0).max(1_000_000).default(0).describe('further bars left out between training and test'),
});
export type WalkForwardWindows = z.infer<typeof walkForwardWindowsSchema>;

/** A grid tried on each training window; the best goes on the test window after it. */
export const walkForwardRequestSchema = sweepRequestSchema.omit({ search: true, trials: true, searchSeed: true, others: true }).extend(walkForwardWindowsSchema.shape);
export type WalkForwardRequest = z.infer<typeof walkForwardRequestSchema>;

/** All that decides a walk-forward. */
export const walkForwardSpecSchema = walkForwardRequestSchema.extend({ data: sweepSpecSchema.shape.data, series: seriesKeySchema.optional(), engineVersion: z.string(), codeHash: z.string().optional() });
export type WalkForwardSpec = z.infer<typeof walkForwardSpecSchema>;

/** First and last bar of a window, both in it. */
const spanSchema = z.object({ fromMs: epochMsSchema, toMs: epochMsSchema });

export const walkForwardFoldSchema = z.object({
  train: spanSchema,
  test: spanSchema,
  /** The combination that was best on the training window; null where none had a figure, so that the test window was sat out. */
  params: z.record(z.string(), z.number()).nullable(),
  /** Statistics of the chosen combination on its training window and on the test window after it. */
  inSample: metricTableSchema,
  outOfSample: metricTableSchema,
});
export type WalkForwardFold = z.infer<typeof walkForwardFoldSchema>;

export const walkForwardResultSchema = z.object({
  runId: z.string().nullable(),
  spec: walkForwardSpecSchema,
  /** Combinations that were tried on each training window. */
  trials: z.number().int(),
  /** A page of them. */
  folds: z.array(walkForwardFoldSchema),
  /** Equity over all test windows: each begins with what the one before left. Thinned so that no extreme is lost. */
  equity: z.object({ time: z.array(z.number()), value: z.array(z.number()) }),
  /** Statistics of that equity and of its trades. */
  metrics: metricTableSchema,
  /** Annual return of that equity over the mean annual return of the chosen combinations in sample; null where that is not above 0. */
  efficiency: z.number().nullable(),
  /** Bars at the end that no whole test window covers. */
  unusedBars: z.number().int(),
  /** Folds in all, those whose test window ended higher than it began, and bars of all test windows. */
  totals: z.object({ folds: z.number().int(), foldsWon: z.number().int(), bars: z.number().int() }),
});
export type WalkForwardResult = z.infer<typeof walkForwardResultSchema>;
/** The same as it is stored: all folds, and the equity at every bar. */
export type StoredWalkForward = Omit<WalkForwardResult, 'totals'>;
