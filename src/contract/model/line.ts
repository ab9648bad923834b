import { z } from 'zod';

/** Printable text on one line, not blank at its ends. */
export const lineSchema = (max: number) => z.string().max(max).regex(/^\S(?:[^\p{Cc}]*\S)?$/u, 'must be text on one line without blanks at its ends');
