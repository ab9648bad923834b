import type { Candles } from './candles.ts';
import { fall, inColor, rise, type Pattern } from './define-pattern.ts';

/** A short body at the upper end of a long lower shadow. */
const isHammerShaped = (c: Candles): boolean => c.isShort(0) && c.hasLongLowerShadow(0) && c.lacksUpperShadow(0);
/** A short body at the lower end of a long upper shadow. */
const isHammerUpsideDown = (c: Candles): boolean => c.isShort(0) && c.hasLongUpperShadow(0) && c.lacksLowerShadow(0);
/** A long black candle, then a white one that opens below its low. */
const opensBelowLongBlack = (c: Candles): boolean => c.isBlack(1) && c.isLong(1) && c.isWhite(0) && c.open(0) < c.low(1);
/** Two marubozu of opposite colours with a gap between them. */
const isKicking = (c: Candles): boolean =>
  c.color(1) !== c.color(0) && c.isMarubozu(1) && c.isMarubozu(0) && (c.isBlack(1) ? c.gapsUpWholly(0) : c.gapsDownWholly(0));

/** Against the colour of the first: 100 where its body holds the second one, 80 where an end is the same. */
function matchHarami(c: Candles): number {
  if (c.isWithin(0)) return -100 * c.color(1);
  return c.top(0) <= c.top(1) && c.bottom(0) >= c.bottom(1) ? -80 * c.color(1) : 0;
}

/** In the colour of the second: 100 where its body holds the first one, 80 where an end is the same. */
function matchEngulfing(c: Candles): number {
  if (c.color(0) === c.color(1)) return 0;
  const isHeld = c.top(0) >= c.top(1) && c.bottom(0) <= c.bottom(1);
  const isSame = c.top(0) === c.top(1) && c.bottom(0) === c.bottom(1);
  if (!isHeld || isSame) return 0;
  const isSameEnd = c.open(0) === c.close(1) || c.close(0) === c.open(1);
  return (isSameEnd ? 80 : 100) * c.color(0);
}

/** Patterns of two candles. */
export const twoCandles: readonly Pattern[] = [
  {
    name: 'hammer', title: 'Hammer', warmup: 11, description: 'A short body over a long lower shadow, near the low before.',
    match: (c) => rise(isHammerShaped(c) && c.bottom(0) <= c.low(1) + c.near(1)),
  },
  {
    name: 'hangingman', title: 'Hanging man', warmup: 11, description: 'A short body over a long lower shadow, near the high before.',
    match: (c) => fall(isHammerShaped(c) && c.bottom(0) >= c.high(1) - c.near(1)),
  },
  {
    name: 'invertedhammer', title: 'Inverted hammer', warmup: 11, description: 'A short body under a long upper shadow, after a gap down.',
    match: (c) => rise(isHammerUpsideDown(c) && c.gapsDown(0)),
  },
  {
    name: 'shootingstar', title: 'Shooting star', warmup: 11, description: 'A short body under a long upper shadow, after a gap up.',
    match: (c) => fall(isHammerUpsideDown(c) && c.gapsUp(0)),
  },
  {
    name: 'engulfing', title: 'Engulfing', warmup: 2, description: 'A body that holds the whole one before, of the other colour; 80 where an end is the same.',
    match: matchEngulfing,
  },
  {
    name: 'harami', title: 'Harami', warmup: 11, description: 'A short body within the long one before; 80 where an end is the same.',
    match: (c) => (c.isLong(1) && !c.isLong(0) ? matchHarami(c) : 0),
  },
  {
    name: 'haramicross', title: 'Harami cross', warmup: 11, description: 'A doji within the long body before; 80 where an end is the same.',
    match: (c) => (c.isLong(1) && c.isDoji(0) ? matchHarami(c) : 0),
  },
  {
    name: 'dojistar', title: 'Doji star', warmup: 11, description: 'A doji that gaps away from a long body in its direction.',
    match: (c) => inColor(c.isLong(1) && c.isDoji(0) && (c.isWhite(1) ? c.gapsUp(0) : c.gapsDown(0)), c.isWhite(1) ? -1 : 1),
  },
  {
    name: 'counterattack', title: 'Counterattack', warmup: 11, description: 'Two long bodies of opposite colours with the same close.',
    match: (c) => inColor(c.color(1) !== c.color(0) && c.isLong(1) && c.isLong(0) && c.isEqual(c.close(0), c.close(1), 1), c.color(0)),
  },
  {
    name: 'separatinglines', title: 'Separating lines', warmup: 11, description: 'A belt hold that opens where the opposite candle before did.',
    match: (c) => inColor(
      c.color(1) !== c.color(0) && c.isEqual(c.open(0), c.open(1), 1) && c.isLong(0) && (c.isWhite(0) ? c.lacksLowerShadow(0) : c.lacksUpperShadow(0)),
      c.color(0),
    ),
  },
  {
    name: 'darkcloudcover', title: 'Dark cloud cover', warmup: 11, penetration: 0.5, description: 'A black candle that opens above a long white one and closes well within it.',
    match: (c, penetration) => fall(
      c.isWhite(1) && c.isLong(1) && c.isBlack(0) && c.open(0) > c.high(1) && c.close(0) > c.open(1) && c.close(0) < c.close(1) - c.body(1) * penetration,
    ),
  },
  {
    name: 'piercing', title: 'Piercing', warmup: 11, description: 'A long white candle that opens below a long black one and closes in its upper half.',
    match: (c) => rise(opensBelowLongBlack(c) && c.isLong(0) && c.close(0) < c.open(1) && c.close(0) > c.close(1) + c.body(1) * 0.5),
  },
  {
    name: 'inneck', title: 'In neck', warmup: 11, description: 'A white candle that opens below a long black one and closes at its close.',
    match: (c) => fall(opensBelowLongBlack(c) && c.close(0) <= c.close(1) + c.equal(1) && c.close(0) >= c.close(1)),
  },
  {
    name: 'onneck', title: 'On neck', warmup: 11, description: 'A white candle that opens below a long black one and closes at its low.',
    match: (c) => fall(opensBelowLongBlack(c) && c.isEqual(c.close(0), c.low(1), 1)),
  },
  {
    name: 'thrusting', title: 'Thrusting', warmup: 11, description: 'A white candle that opens below a long black one and closes in its lower half.',
    match: (c) => fall(opensBelowLongBlack(c) && c.close(0) > c.close(1) + c.equal(1) && c.close(0) <= c.close(1) + c.body(1) * 0.5),
  },
  {
    name: 'homingpigeon', title: 'Homing pigeon', warmup: 11, description: 'A short black body within the long black one before.',
    match: (c) => rise(c.isBlack(1) && c.isBlack(0) && c.isLong(1) && !c.isLong(0) && c.open(0) < c.open(1) && c.close(0) > c.close(1)),
  },
  {
    name: 'matchinglow', title: 'Matching low', warmup: 6, description: 'Two black candles with the same close.',
    match: (c) => rise(c.isBlack(1) && c.isBlack(0) && c.isEqual(c.close(0), c.close(1), 1)),
  },
  {
    name: 'kicking', title: 'Kicking', warmup: 11, description: 'Two marubozu of opposite colours with a gap between; the second one leads.',
    match: (c) => inColor(isKicking(c), c.color(0)),
  },
  {
    name: 'kickingbylength', title: 'Kicking by length', warmup: 11, description: 'Two marubozu of opposite colours with a gap between; the longer one leads.',
    match: (c) => inColor(isKicking(c), c.color(c.body(0) > c.body(1) ? 0 : 1)),
  },
];
