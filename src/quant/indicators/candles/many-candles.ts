import type { Candles } from './candles.ts';
import { fall, inColor, rise, type Pattern } from './define-pattern.ts';

/** Whether a candle opens in the body before or not far outside of it. */
const opensNearBody = (c: Candles, back: number): boolean =>
  c.open(back) >= c.bottom(back + 1) - c.near(back + 1) && c.open(back) <= c.top(back + 1) + c.near(back + 1);
/** Whether a candle opens within the black body before. */
const opensInBlackBody = (c: Candles, back: number): boolean => c.open(back) < c.open(back + 1) && c.open(back) > c.close(back + 1);

function matchLineStrike(c: Candles): number {
  const areThree = c.color(3) === c.color(2) && c.color(2) === c.color(1) && c.color(0) !== c.color(1);
  if (!areThree || !opensNearBody(c, 2) || !opensNearBody(c, 1)) return 0;
  if (c.isWhite(1)) return rise(c.close(1) > c.close(2) && c.close(2) > c.close(3) && c.open(0) > c.close(1) && c.close(0) < c.open(3));
  return fall(c.close(1) < c.close(2) && c.close(2) < c.close(3) && c.open(0) < c.close(1) && c.close(0) > c.open(3));
}

function matchBreakaway(c: Candles): number {
  const areColored = c.color(4) === c.color(3) && c.color(3) === c.color(1) && c.color(1) !== c.color(0);
  if (!areColored || !c.isLong(4)) return 0;
  if (c.isBlack(4)) {
    const fallsOn = c.gapsDown(3) && c.high(2) < c.high(3) && c.low(2) < c.low(3) && c.high(1) < c.high(2) && c.low(1) < c.low(2);
    return rise(fallsOn && c.close(0) > c.open(3) && c.close(0) < c.close(4));
  }
  const risesOn = c.gapsUp(3) && c.high(2) > c.high(3) && c.low(2) > c.low(3) && c.high(1) > c.high(2) && c.low(1) > c.low(2);
  return fall(risesOn && c.close(0) < c.open(3) && c.close(0) > c.close(4));
}

/** Whether the third and the fourth candle stay in the first body, not deeper than a share of it, and fall. */
function holdsAndFalls(c: Candles, share: number): boolean {
  const deepest = c.close(4) - c.body(4) * share;
  const isHeld = c.bottom(2) < c.close(4) && c.bottom(1) < c.close(4) && c.bottom(2) > deepest && c.bottom(1) > deepest;
  return isHeld && c.top(2) < c.open(3) && c.top(1) < c.top(2);
}

const areShortBetween = (c: Candles): boolean => c.isShort(3) && c.isShort(2) && c.isShort(1);
/** Whether a part of a body lies within the range of the first candle. */
const touchesFirst = (c: Candles, back: number): boolean => c.bottom(back) < c.high(4) && c.top(back) > c.low(4);

function matchThreeMethods(c: Candles): number {
  const direction = c.color(4);
  const areColored = c.color(3) !== direction && c.color(2) === c.color(3) && c.color(1) === c.color(2) && c.color(0) === direction;
  if (!areColored || !c.isLong(4) || !areShortBetween(c) || !c.isLong(0)) return 0;
  if (!touchesFirst(c, 3) || !touchesFirst(c, 2) || !touchesFirst(c, 1)) return 0;
  const isLater = (a: number, b: number): boolean => a * direction > b * direction;
  const goesBack = isLater(c.close(3), c.close(2)) && isLater(c.close(2), c.close(1));
  return inColor(goesBack && isLater(c.open(0), c.close(1)) && isLater(c.close(0), c.close(4)), direction);
}

/** Patterns of four and five candles. */
export const manyCandles: readonly Pattern[] = [
  {
    name: '3blackcrows', title: 'Three black crows', warmup: 13, description: 'After a white candle three black ones that close at their lows, each lower.',
    match: (c) => fall(
      c.isWhite(3) && c.isBlack(2) && c.lacksLowerShadow(2) && c.isBlack(1) && c.lacksLowerShadow(1) && c.isBlack(0) && c.lacksLowerShadow(0) &&
      opensInBlackBody(c, 1) && opensInBlackBody(c, 0) && c.high(3) > c.close(2) && c.close(2) > c.close(1) && c.close(1) > c.close(0),
    ),
  },
  { name: '3linestrike', title: 'Three-line strike', warmup: 8, description: 'Three candles of a colour in a row, and one that takes all of them back.', match: matchLineStrike },
  { name: 'breakaway', title: 'Breakaway', warmup: 14, description: 'A gap, two candles further on, and a close back in the gap.', match: matchBreakaway },
  {
    name: 'concealbabyswall', title: 'Concealing baby swallow', warmup: 13, description: 'Two black marubozu, a black one with an upper shadow after a gap, and one that holds it.',
    match: (c) => rise(
      c.isBlack(3) && c.isBlack(2) && c.isBlack(1) && c.isBlack(0) && c.lacksLowerShadow(3) && c.lacksUpperShadow(3) && c.lacksLowerShadow(2) &&
      c.lacksUpperShadow(2) && c.gapsDown(1) && c.hasUpperShadow(1) && c.high(1) > c.close(2) && c.high(0) > c.high(1) && c.low(0) < c.low(1),
    ),
  },
  {
    name: 'ladderbottom', title: 'Ladder bottom', warmup: 14, description: 'Three falling black candles, a fourth with an upper shadow, and a white one above it.',
    match: (c) => rise(
      c.isBlack(4) && c.isBlack(3) && c.isBlack(2) && c.open(4) > c.open(3) && c.open(3) > c.open(2) && c.close(4) > c.close(3) && c.close(3) > c.close(2) &&
      c.isBlack(1) && c.hasUpperShadow(1) && c.isWhite(0) && c.open(0) > c.open(1) && c.close(0) > c.high(1),
    ),
  },
  {
    name: 'mathold', title: 'Mat hold', warmup: 14, penetration: 0.5, description: 'A long white candle, three small ones falling within it, and a new high.',
    match: (c, penetration) => rise(
      c.isLong(4) && areShortBetween(c) && c.isWhite(4) && c.isBlack(3) && c.isWhite(0) && c.gapsUp(3) && holdsAndFalls(c, penetration) &&
      c.open(0) > c.close(1) && c.close(0) > Math.max(c.high(3), c.high(2), c.high(1)),
    ),
  },
  { name: 'risefall3methods', title: 'Rising or falling three methods', warmup: 14, description: 'A long candle, three small ones back within it, and a long one beyond it.', match: matchThreeMethods },
];
