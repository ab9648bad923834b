import { units } from './rules.ts';

/** Whether a path relative to `src` matches a pattern of the rules. */
export function matches(pattern: string, path: string): boolean {
  return toRegExp(pattern).test(path);
}

export const matchesAny = (patterns: readonly string[], path: string): boolean => patterns.some((pattern) => matches(pattern, path));

/** The folder of the unit that a file belongs to, such as `main/core/market/`, or null. */
export function unitOf(path: string): string | null {
  for (const pattern of units) {
    const folder = toRegExp(pattern).exec(path)?.[0];
    if (folder !== undefined) return folder;
  }
  return null;
}

const compiled = new Map<string, RegExp>();

/** The pattern as an expression; each is compiled once, and asked of every import of every file. */
function toRegExp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  compiled.set(pattern, made);
  return made;
}

function compile(pattern: string): RegExp {
  const body = pattern.replace(/[.+^$()|[\]\\{}]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(pattern.endsWith('/') ? `^${body}` : `^${body}$`);
}
