const pieceBytes = 32_768;

/** Bytes in base 64, as chunks travel. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  // In pieces, since every byte of a piece is an argument of a call.
  for (let at = 0; at < bytes.length; at += pieceBytes) binary += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
  return btoa(binary);
}
