/**
 * The starting cash, had it bought at the close of the first tradable bar and been held: until then it is cash. The end is that of the
 * run's `buyAndHoldReturn`, which also says which bar that was: the first whose close leads to it.
 */
export function holdInstead(close: ArrayLike<number>, cash: number, holdReturn: number): Float64Array {
  const worth = new Float64Array(close.length);
  const unitsBought = (cash * (1 + holdReturn)) / close[close.length - 1]!;
  let isBought = false;
  for (let bar = 0; bar < close.length; bar++) {
    const value = close[bar]! * unitsBought;
    isBought ||= Math.abs(value - cash) <= 1e-9 * cash;
    worth[bar] = isBought ? value : cash;
  }
  return worth;
}
