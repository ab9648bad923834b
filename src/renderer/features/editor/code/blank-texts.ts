/** The code with the insides of texts and comments blanked, letter for letter, so that brackets in them count for nothing. */
export const blankTexts = (source: string): string =>
  source.replaceAll(/\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|`(?:\\.|[^`\\])*`?/g, (text) => text.replaceAll(/[^\n]/g, ' '));
