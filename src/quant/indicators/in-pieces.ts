const piece = 1_024;

/**
 * Walks from one bar to before another, about a thousand bars at a time. A loop over a million bars runs in code that V8 puts in while
 * the function runs and throws away where the loop ends; a function that is called for each thousand has code of its own by the second
 * call, three to six times as fast (measured with RSI, ADX and CCI).
 */
export function inPieces(from: number, to: number, walk: (from: number, to: number) => void): void {
  for (let start = from; start < to; start += piece) walk(start, start + piece < to ? start + piece : to);
}

/** The same for blocks of bars that are not cut, the last one excepted. */
export function inBlocks(from: number, to: number, block: number, walk: (from: number, to: number) => void): void {
  const whole = Math.max(1, Math.floor(piece / block)) * block;
  for (let start = from; start < to; start += whole) walk(start, start + whole < to ? start + whole : to);
}
