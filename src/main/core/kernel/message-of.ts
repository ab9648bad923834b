/** What a caught value says in words: anything can be thrown, not only errors. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
