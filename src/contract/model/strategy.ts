import { z } from 'zod';
import { paramSchema } from './param.ts';

export const strategyInfoSchema = z.object({
  name: z.string(),
  title: z.string(),
  family: z.string(),
  params: z.array(paramSchema),
  /** It also exists as a function of whole columns, so sweeps are fast. */
  vectorised: z.boolean(),
  description: z.string(),
});
export type StrategyInfo = z.infer<typeof strategyInfoSchema>;
