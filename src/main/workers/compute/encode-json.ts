/** A value as JSON in UTF-8 on memory that threads share, so that the main thread passes it on unread. */
export function encodeJson(value: unknown): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(value, (_, item: unknown) => (item instanceof Float64Array ? Array.from(item) : item)));
  const body = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  body.set(bytes);
  return body;
}
