/** A run in a few words: `sma-cross 10/20 on GOOG`. */
export function runTitle(strategy: string, params: Readonly<Record<string, number>>, symbols: readonly string[]): string {
  const values = Object.values(params).join('/');
  return `${strategy}${values === '' ? '' : ` ${values}`} on ${symbols.join(', ')}`;
}
