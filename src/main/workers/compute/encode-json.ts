import { toSharedBytes } from './shared-bytes.ts';

/** A value as JSON in UTF-8 on memory that threads share, so that the main thread passes it on unread. */
export const encodeJson = (value: unknown): Uint8Array => toSharedBytes(JSON.stringify(value, (_, item: unknown) => (item instanceof Float64Array ? Array.from(item) : item)));
