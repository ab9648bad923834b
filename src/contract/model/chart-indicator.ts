import { z } from 'zod';
import { indicatorColumnSchema, instrumentColumnSchema } from './indicator.ts';
import { lineSchema } from './line.ts';

/** Colours of an output by what they mean in the window, so that they are right in every theme; sign: rising above zero, falling below. */
export const indicatorHueSchema = z.enum(['ivory', 'phosphor', 'rose', 'violet', 'sage', 'grey', 'up', 'down', 'sign']);
export type IndicatorHue = z.infer<typeof indicatorHueSchema>;

export const indicatorLookSchema = z.strictObject({
  hue: indicatorHueSchema,
  width: z.number().int().min(1).max(4).describe('of its line, in pixels'),
  dash: z.enum(['solid', 'dashed', 'dotted']),
  isShown: z.boolean(),
});
/** How an output of an indicator is drawn. */
export type IndicatorLook = z.infer<typeof indicatorLookSchema>;

const idSchema = z.string().regex(/^[a-z0-9_-]{1,80}$/, 'must be lower-case letters, digits, _ or -');

/** What an indicator on a chart reads: a column of its bars, one of another instrument's, or an output of another indicator on the same chart. */
export const chartInputSchema = z.union([indicatorColumnSchema, instrumentColumnSchema, z.strictObject({ of: idSchema, output: z.string().max(64) })]);
export type ChartInput = z.infer<typeof chartInputSchema>;

export const chartIndicatorSchema = z.strictObject({
  id: idSchema.describe('tells it from the others on the chart'),
  name: z.string().max(64).describe('name of the indicator, such as rsi'),
  params: z.record(z.string().max(64), z.number()).describe('parameters by name'),
  inputs: z.array(chartInputSchema).max(6).nullable().describe('what it reads, in order; null: the usual columns'),
  looks: z.record(z.string().max(64), indicatorLookSchema).describe('how its outputs are drawn, by name'),
  isShown: z.boolean().describe('whether it is drawn'),
  hidesBars: z.boolean().optional().describe('whether its candles stand in the place of those of the bars; they do where nothing is said'),
});
/** An indicator on a chart: what is computed, and how it is drawn. */
export type ChartIndicator = z.infer<typeof chartIndicatorSchema>;

export const favouriteIndicatorsSchema = z
  .array(z.string().min(1).max(64))
  .max(300)
  .refine((names) => new Set(names).size === names.length, 'must name each indicator once');

export const indicatorTemplateSchema = z.strictObject({
  name: lineSchema(40).describe('name of the template; no two have the same'),
  indicators: z.array(chartIndicatorSchema).min(1).max(40).describe('the indicators, in the order of the chart'),
});
/** A set of indicators under a name. */
export type IndicatorTemplate = z.infer<typeof indicatorTemplateSchema>;

const mostIndicators = 400;

export const indicatorTemplatesSchema = z
  .array(indicatorTemplateSchema)
  .max(50)
  .refine((all) => new Set(all.map((one) => one.name)).size === all.length, 'must have a different name for each template')
  .refine((all) => all.reduce((sum, one) => sum + one.indicators.length, 0) <= mostIndicators, `must hold at most ${mostIndicators} indicators in all`);
