/** Source of new identifiers. Injected, so that replays make the same ones. */
export interface IdSource {
  /** A new id such as `ord-2f6k1c9d3m0a`, unique in this data folder. */
  next(prefix: string): string;
}

/** Ids that count up from a number: the same sequence every time. For replays and tests. */
export function createCountingIds(start = 1): IdSource {
  let counter = start;
  return { next: (prefix) => `${prefix}-${(counter++).toString(36).padStart(6, '0')}` };
}

/** Ids from injected random bytes: 60 bits in base 32, enough for one person's lifetime of orders. */
export function createRandomIds(randomBytes: (count: number) => Uint8Array): IdSource {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return {
    next(prefix) {
      const bytes = randomBytes(12);
      return `${prefix}-${Array.from(bytes, (byte) => alphabet[byte & 31]).join('')}`;
    },
  };
}
