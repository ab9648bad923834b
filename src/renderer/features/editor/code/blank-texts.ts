/** Comments and texts, also one that is not closed yet. */
const insides = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\.|[^`\\])*`?/g;

/** The code with the insides of texts and comments blanked, letter for letter, so that brackets in them count for nothing. */
export const blankTexts = (source: string): string => source.replaceAll(insides, (text) => text.replaceAll(/[^\n]/g, ' '));

/** Whether what comes next belongs to a comment. */
export function endsInComment(source: string): boolean {
  const last = [...source.matchAll(insides)].at(-1);
  if (last === undefined || last.index + last[0].length < source.length) return false;
  return last[0].startsWith('//') || (last[0].startsWith('/*') && !last[0].endsWith('*/'));
}
