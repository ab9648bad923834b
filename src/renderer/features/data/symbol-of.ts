const mostCharacters = 32;

/** The symbol that a file's name suggests: without its extension, in capitals, with a hyphen for what no symbol may hold. */
export function symbolOf(fileName: string): string {
  const bare = fileName.replace(/(\.(csv|tsv|txt))+$/i, '').toUpperCase();
  return bare.replace(/[^A-Z0-9._/^=-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, mostCharacters);
}

/** What is wrong with a symbol, in a sentence; null: nothing. */
export const faultOfSymbol = (symbol: string): string | null =>
  /^[A-Za-z0-9._/^=-]{1,32}$/.test(symbol) ? null : 'Give 1 to 32 letters, digits or . _ / ^ = -';
