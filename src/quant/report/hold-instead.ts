/**
 * The starting cash, had it bought equal parts of all series at the close of the first tradable moment and been held: until then it is
 * cash. `closes`: of each series at each moment. The end is that of the run's `buyAndHoldReturn`, which also says which moment that was:
 * the first from which it leads there.
 */
export function holdInstead(closes: readonly ArrayLike<number>[], cash: number, holdReturn: number): Float64Array {
  const count = closes[0]?.length ?? 0;
  const growthFrom = (start: number, moment: number): number => closes.reduce((sum, close) => sum + close[moment]! / close[start]!, 0) / closes.length;
  const worth = new Float64Array(count);
  let start = -1;
  for (let i = 0; i < count; i++) {
    if (start < 0 && Math.abs(growthFrom(i, count - 1) - (1 + holdReturn)) <= 1e-9 * Math.abs(1 + holdReturn)) start = i;
    worth[i] = start < 0 ? cash : cash * growthFrom(start, i);
  }
  return worth;
}
