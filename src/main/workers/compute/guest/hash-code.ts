import { createHash } from 'node:crypto';
import type { Token } from './scan-source.ts';

/** What describes a strategy and sets its numbers, and is not part of what it tests. */
const leftOut = new Set(['name', 'title', 'description', 'family', 'params']);

/**
 * SHA-256 of what a strategy's code says: without types, comments and layout, and without the name, the words about it and the parameters
 * with their ranges where `defineStrategy({ … })` spells them out. A hypothesis keeps it through a rename and another default.
 */
export function hashCode(tokens: readonly Token[], defineName: string | null): string {
  const said: string[] = [];
  for (let k = 0; k < tokens.length; k++) {
    said.push(tokens[k]?.text ?? '');
    const open = tokens[k + 2];
    if (tokens[k]?.text !== defineName || tokens[k + 1]?.text !== '(' || open?.text !== '{') continue;
    said.push('(', '{');
    k = passOver(tokens, k + 3, open.depth + 1, said) - 1;
  }
  return createHash('sha256').update(said.join('\n')).digest('hex');
}

/** Takes up the properties of an object but those left out; gives the place of its closing bracket. */
function passOver(tokens: readonly Token[], start: number, depth: number, said: string[]): number {
  let isLeftOut = false;
  let isNameNext = true;
  let k = start;
  for (let token = tokens[k]; token !== undefined && token.depth >= depth; token = tokens[k]) {
    const { text } = token;
    const isOwn = token.depth === depth;
    if (isNameNext) isLeftOut = leftOut.has(text) && (tokens[k + 1]?.text === ':' || tokens[k + 1]?.text === ',');
    if (!isLeftOut) said.push(text);
    isNameNext = isOwn && text === ',';
    k += 1;
  }
  return k;
}
