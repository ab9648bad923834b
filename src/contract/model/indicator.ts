import { z } from 'zod';
import { instrumentIdSchema, type InstrumentId } from './instrument.ts';
import { paramSchema } from './param.ts';
import { epochMsSchema } from './units.ts';

export const indicatorColumnSchema = z.enum(['time', 'open', 'high', 'low', 'close', 'volume']);
/** A column of bars that an indicator reads. */
export type IndicatorColumn = z.infer<typeof indicatorColumnSchema>;

/** An output of another indicator, which an indicator reads in place of a column; without `output` its first. */
export type IndicatorSource = {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly columns?: readonly IndicatorInput[] | undefined;
  readonly output?: string | undefined;
};

export const instrumentColumnSchema = z.strictObject({
  instrumentId: instrumentIdSchema.describe('the other instrument, whose bars of the same length are read'),
  column: z.enum(['open', 'high', 'low', 'close', 'volume']).default('close').describe('which of its columns'),
});
/**
 * A column of another instrument's bars of the same length, as known at each bar: of its bar that begins with it, or, where it has none, the
 * last close before (and no volume); nothing before its first.
 */
export type InstrumentColumn = { readonly instrumentId: InstrumentId; readonly column: Exclude<IndicatorColumn, 'time'> };

/** What an indicator reads: a column of the bars, one of another instrument's, or another indicator. */
export type IndicatorInput = IndicatorColumn | InstrumentColumn | IndicatorSource;

/** What names a computation: an indicator and its parameters. */
export const indicatorNameFields = {
  name: z.string().max(64).describe('name of the indicator, such as rsi'),
  params: z.record(z.string(), z.number()).default({}).describe('parameters by name'),
};

const inputOver = (below: z.ZodType<IndicatorInput>): z.ZodType<IndicatorInput> =>
  z.union([
    indicatorColumnSchema,
    instrumentColumnSchema,
    z.strictObject({
      ...indicatorNameFields,
      columns: z.array(below).max(6).optional().describe('what that indicator reads, where not the usual columns'),
      output: z.string().max(64).optional().describe('which of its outputs; the first where nothing is said'),
    }),
  ]);

/** An indicator on an indicator on an indicator: no deeper, so that what is asked for stays bounded. */
export const indicatorInputSchema: z.ZodType<IndicatorInput> = inputOver(inputOver(inputOver(z.union([indicatorColumnSchema, instrumentColumnSchema]))));

export const indicatorOutputSchema = z.object({
  name: z.string(),
  /** Drawn over the prices or in a pane of its own. */
  pane: z.enum(['price', 'own']),
  /**
   * Candles: the outputs open and close, with high and low where there are any, are drawn as one candle for each bar. Bricks: the outputs
   * open and close of the last finished brick, or open, high and low of the forming one, are drawn as bricks over the bars that each stands
   * for; the first parameter is their height.
   */
  style: z.enum(['line', 'histogram', 'dots', 'band', 'candles', 'bricks']),
  /** Own: it is in another unit than the other outputs of its pane, and is drawn on a scale of its own. */
  scale: z.literal('own').optional(),
});

export const indicatorFillSchema = z.object({
  /** Tells it from the outputs and from other fills. */
  name: z.string(),
  /** Names of the two outputs of one pane that it lies between. */
  first: z.string(),
  second: z.string(),
  /** Whether it usually wears two colours: one where the first output is above the second, another where it is below. */
  hasSides: z.boolean(),
});
/** The space between two outputs, washed with colour: a channel, a cloud. */
export type IndicatorFill = z.infer<typeof indicatorFillSchema>;

/** Everything that the chart, the palette, the command line and the documentation need to know of an indicator. */
export const indicatorInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string(),
  /** Bar columns in the order in which they are read; the time where sessions matter. */
  inputs: z.array(indicatorColumnSchema),
  /** Place of the input that is usually of another instrument, where it is measured against one. */
  benchmark: z.number().int().nonnegative().optional(),
  params: z.array(paramSchema),
  outputs: z.array(indicatorOutputSchema),
  fills: z.array(indicatorFillSchema).optional(),
  /** Bars without a value at the default parameters. */
  warmup: z.number().int(),
  description: z.string(),
  /** The definition in one line, where it has one. */
  formula: z.string().optional(),
  /** Heights that readers compare its first output with, such as 30 and 70. */
  levels: z.array(z.number()).optional(),
  source: z.string(),
});
export type IndicatorInfo = z.infer<typeof indicatorInfoSchema>;

/** Values of an indicator at one bar, by output; null where there is none yet. While the bar forms, a later point of the same time replaces it. */
export const indicatorPointSchema = z.object({
  time: epochMsSchema,
  isForming: z.boolean(),
  outputs: z.record(z.string(), z.number().nullable()),
});
export type IndicatorPoint = z.infer<typeof indicatorPointSchema>;
