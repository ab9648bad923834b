import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { doctorReportSchema, healthSchema, systemInfoSchema } from '../model/system.ts';
import { procedure } from './errors.ts';

export const systemContract = {
  info: procedure.route({ method: 'GET', path: '/system/info', summary: 'What is running' }).input(z.strictObject({})).output(systemInfoSchema),

  health: procedure.route({ method: 'GET', path: '/system/health', summary: 'Whether every part works' }).input(z.strictObject({})).output(healthSchema),

  watchHealth: procedure
    .route({ method: 'GET', path: '/system/health/watch', summary: 'State stream: health, once a second' })
    .input(z.strictObject({}))
    .output(eventIterator(healthSchema)),

  doctor: procedure
    .route({ method: 'GET', path: '/system/doctor', summary: 'Checks of the machine and the data, each with its fix' })
    .input(z.strictObject({}))
    .output(doctorReportSchema),
};
