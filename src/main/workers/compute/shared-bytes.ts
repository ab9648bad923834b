/** A text in UTF-8 on memory that threads share, so that the main thread passes it on unread. */
export function toSharedBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const body = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  body.set(bytes);
  return body;
}

/** The text of UTF-8 bytes that may lie on memory that threads share, of which the decoder takes none. */
export const decodeText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
