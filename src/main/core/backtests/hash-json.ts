import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../quant/text/canonical-json.ts';

/** SHA-256 of a value's canonical JSON. For small values: what may be large is hashed in the job that computes it. */
export const hashJson = (value: unknown): string => hashText(canonicalJson(value));

/** SHA-256 of a text in UTF-8. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex');
