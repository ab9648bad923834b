import { blankTexts } from './blank-texts.ts';

/** Names that the strategy of a file gives its indicators. */
export const indicatorNames = (source: string): readonly string[] => keysOf(source, /\bindicators\s*[:(=]/);
/** Names of the parameters of the strategy of a file. */
export const paramNames = (source: string): readonly string[] => keysOf(source, /\bparams\s*:/);

/** Keys of the first object that begins behind a word. */
function keysOf(source: string, word: RegExp): string[] {
  const code = blankTexts(source);
  const found = word.exec(code);
  const open = found === null ? -1 : code.indexOf('{', found.index);
  if (open < 0) return [];
  const keys: string[] = [];
  let depth = 0;
  let isKey = true;
  for (let at = open; at < code.length; at++) {
    const char = code[at] ?? '';
    if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    if (depth === 0) break;
    if (depth > 1) continue;
    if (char === ',') isKey = true;
    else if (isKey) {
      const key = /^[\w$]+(?=\s*[:,}(])/.exec(code.slice(at))?.[0];
      if (key !== undefined) keys.push(key);
      if (/[\w$]/.test(char)) isKey = false;
    }
  }
  return keys;
}
