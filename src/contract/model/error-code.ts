import { z } from 'zod';
import { errorStatus } from './error-status.ts';

/** Every way in which a request can fail, at every door. */
export const errorCodeSchema = z.enum(Object.keys(errorStatus) as (keyof typeof errorStatus)[]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;
