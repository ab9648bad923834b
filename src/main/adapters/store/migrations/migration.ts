/** One additive step of a schema. Once shipped it never changes; a new need is a new step. */
export type Migration = {
  /** Counts from 1 without gaps; the file's name begins with it. */
  readonly number: number;
  readonly name: string;
  /** May use what SQLite has, and `sha256(text)`, in hexadecimal digits. */
  readonly sql: string;
};
