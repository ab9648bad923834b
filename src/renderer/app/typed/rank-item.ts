/**
 * How well an item of the palette fits what is typed: every word must begin one of its words, or stand in the first; the earlier, the
 * better. 0: not at all, 1: best. Letters scattered over a name do not count: they bring what nobody meant to the top.
 */
export function rankItem(item: string, text: string): number {
  const words = text.toLowerCase().split(/[\s:]+/).filter((word) => word !== '');
  const parts = item.toLowerCase().split(/[\s:.\-/]+/).filter((part) => part !== '');
  let rank = 1;
  for (const word of words) {
    const at = parts.findIndex((part) => part.startsWith(word));
    if (at === -1 && !(parts[0] ?? '').includes(word)) return 0;
    rank = Math.min(rank, at === -1 ? 0.1 : (parts[at] === word ? 1 : 0.95) / (1 + at * 0.1));
  }
  return rank;
}
