import { z } from 'zod';

/**
 * An item of a log stream: an entry with its sequence number, or the word that the reader was away too long
 * and must load the list anew and read on from `seq`.
 */
export const logItemSchema = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('entry'), seq: z.number().int(), value }),
    z.object({ kind: z.literal('reload'), seq: z.number().int() }),
  ]);
