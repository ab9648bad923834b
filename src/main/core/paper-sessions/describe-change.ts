/** A line of a journal says when it came about. */
const timeOf = (line: string | undefined): string => {
  const ms = /"timeMs":(-?\d+)/.exec(line ?? '')?.[1];
  return ms === undefined ? 'an unknown bar' : `the bar of ${new Date(Number(ms)).toISOString().replace('.000Z', 'Z')}`;
};

/** The first line in which two journals differ; null: they are the same. */
export function firstDifference(one: string, other: string): { readonly index: number; readonly one: string | null; readonly other: string | null } | null {
  if (one === other) return null;
  const [left, right] = [linesOf(one), linesOf(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    if (left[index] !== right[index]) return { index, one: left[index] ?? null, other: right[index] ?? null };
  }
  return null;
}

/** Why a session ends whose earlier journal came out differently, in one sentence. */
export function describeChange(told: string, now: string): string {
  const found = firstDifference(told, now);
  const where = timeOf(found?.one ?? found?.other ?? undefined);
  return `The strategy is not deterministic: asked again over the same bars, it decided otherwise on ${where} (line ${(found?.index ?? 0) + 1} of its journal). Take chance, clocks and whatever it remembers outside of its state out of it, and promote it again.`;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
