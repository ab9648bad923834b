import { z } from 'zod';
import { riskStatusSchema } from '../model/risk-status.ts';
import { procedure } from './errors.ts';

export const riskContract = {
  status: procedure.route({ method: 'GET', path: '/risk/status', summary: 'Whether orders are let through' }).input(z.strictObject({})).output(riskStatusSchema),

  kill: procedure
    .route({ method: 'POST', path: '/risk/kill', summary: 'Halt trading and cancel every open order' })
    .input(z.strictObject({ reason: z.string().min(1).max(200).default('stopped by hand').describe('why') }))
    .output(riskStatusSchema),

  resume: procedure
    .route({ method: 'POST', path: '/risk/resume', summary: 'Let orders through again' })
    .input(z.strictObject({}))
    .output(riskStatusSchema),
};
