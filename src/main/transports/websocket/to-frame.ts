import type { RawData } from 'ws';
import type { Frame } from '../peer/index.ts';

/** A message of a socket as text, or as bytes of its own. */
export function toFrame(data: RawData, isBinary: boolean): Frame {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return isBinary ? new Uint8Array(bytes) : bytes.toString('utf8');
}
