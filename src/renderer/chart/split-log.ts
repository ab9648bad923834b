const decade = [1, 2, 5] as const;

/** Levels of a logarithmic axis: 1, 2, 5, 10, …; closer ones where the range holds too few of those. */
export function splitLog(min: number, max: number): number[] {
  const within = (factors: readonly number[]): number[] => {
    const levels: number[] = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
      for (const factor of factors) levels.push(Number(`${factor}e${power}`));
    }
    return levels.filter((level) => level >= min && level <= max);
  };
  const wide = within(decade);
  if (wide.length >= 3) return wide;
  const close = within([1, 1.5, 2, 3, 4, 5, 6, 8]);
  if (close.length >= 3) return close;
  return within(Array.from({ length: 90 }, (_, step) => (10 + step) / 10)).filter((_, place, all) => place % Math.ceil(all.length / 6) === 0);
}
