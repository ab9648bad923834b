import { z } from 'zod';
import { paramSchema } from './param.ts';
import { epochMsSchema } from './units.ts';

export const indicatorOutputSchema = z.object({
  name: z.string(),
  /** Drawn over the prices or in a pane of its own. */
  pane: z.enum(['price', 'own']),
  style: z.enum(['line', 'histogram', 'dots', 'band']),
});

/** Everything that the chart, the palette, the command line and the documentation need to know of an indicator. */
export const indicatorInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string(),
  /** Bar columns in the order in which they are read; the time where sessions matter. */
  inputs: z.array(z.enum(['time', 'open', 'high', 'low', 'close', 'volume'])),
  params: z.array(paramSchema),
  outputs: z.array(indicatorOutputSchema),
  /** Bars without a value at the default parameters. */
  warmup: z.number().int(),
  description: z.string(),
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
