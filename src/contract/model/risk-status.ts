import { z } from 'zod';

/** Whether the risk gate lets orders through. */
export const riskStatusSchema = z.object({
  isHalted: z.boolean(),
  reason: z.string().nullable(),
});
export type RiskStatus = z.infer<typeof riskStatusSchema>;
