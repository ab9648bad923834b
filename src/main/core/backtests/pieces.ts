import { AppError } from '../kernel/index.ts';

/** Most bytes of a piece: written into a message in a few milliseconds. */
export const pieceBytes = 512 * 1_024;

/** A piece of something long, and where the next one begins; null: this was the last. */
export type Piece<T> = { readonly whole: T; readonly data: Uint8Array; readonly next: number | null };

/**
 * Something long that is fetched piece by piece: made with the first piece, and let go of with the last. One is kept at a time: whoever
 * begins another one in between has the first made anew for its next piece.
 */
export class Pieces<T extends { readonly body: Uint8Array }> {
  #fetched: { readonly key: string; readonly whole: Promise<T> } | null = null;

  /** `isText`: no piece ends inside a character of UTF-8. INVALID_INPUT where nothing begins at the offset. */
  async take(key: string, offset: number, make: () => Promise<T>, { isText = false }: { readonly isText?: boolean } = {}): Promise<Piece<T>> {
    if (this.#fetched?.key !== key || offset === 0) this.#fetched = { key, whole: make() };
    const mine = this.#fetched;
    const letGo = (): void => {
      if (this.#fetched === mine) this.#fetched = null;
    };
    const whole = await mine.whole.catch((error: unknown) => {
      letGo();
      throw error;
    });
    const { body } = whole;
    if (offset > 0 && offset >= body.length) throw new AppError('INVALID_INPUT', `${key} has ${body.length} bytes; there is none at ${offset}.`, { size: body.length });
    const end = isText ? endOfText(body, offset) : Math.min(body.length, offset + pieceBytes);
    if (end === body.length) letGo();
    return { whole, data: body.subarray(offset, end), next: end === body.length ? null : end };
  }
}

/** The end of a piece that begins at an offset, before the character that it would cut. */
function endOfText(body: Uint8Array, offset: number): number {
  let end = Math.min(body.length, offset + pieceBytes);
  while (end < body.length && end > offset + 1 && ((body[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

/** The text of bytes that may lie on shared memory, of which the decoder takes none. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(Uint8Array.from(bytes));
