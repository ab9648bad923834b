/** Where in a file something is wrong, and what. */
export type FaultPlace = { readonly line: number; readonly message: string };

const inFile = /^(?<file>.+?), line (?<line>\d+)(?<bar>, on bar \d+(?: \([^)]*\))?)?: (?<reason>[^]+)$/;
const inSentences = /^Line (?<line>\d+): (?<reason>[^]+)$/;

/** The line that a sentence of the application names: in this file, or in sentences (`file` null). null: it names none there. */
export function placeOf(sentence: string | null, file: string | null): FaultPlace | null {
  const groups = (file === null ? inSentences : inFile).exec(sentence ?? '')?.groups;
  if (groups === undefined || (file !== null && groups['file'] !== file)) return null;
  const { line, bar, reason = '' } = groups;
  return { line: Number(line), message: bar === undefined ? reason : `${bar.slice(2, 3).toUpperCase()}${bar.slice(3)}: ${reason}` };
}
