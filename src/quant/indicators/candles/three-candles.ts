import type { Candles } from './candles.ts';
import { fall, inColor, rise, type Pattern } from './define-pattern.ts';

const areWhite = (c: Candles): boolean => c.isWhite(2) && c.isWhite(1) && c.isWhite(0);
const areBlack = (c: Candles): boolean => c.isBlack(2) && c.isBlack(1) && c.isBlack(0);
const closesRise = (c: Candles): boolean => c.close(0) > c.close(1) && c.close(1) > c.close(2);
const closesFall = (c: Candles): boolean => c.close(2) > c.close(1) && c.close(1) > c.close(0);
/** Whether a candle opens in the white body before, or not far above it. */
const opensWithinOrNear = (c: Candles, back: number): boolean => c.open(back) > c.open(back + 1) && c.open(back) <= c.close(back + 1) + c.near(back + 1);
/** Whether the last candle closes further into the first body than a share of it, from its close. */
const closesBelow = (c: Candles, share: number): boolean => c.close(0) < c.close(2) - c.body(2) * share;
const closesAbove = (c: Candles, share: number): boolean => c.close(0) > c.close(2) + c.body(2) * share;

const isEveningStar = (c: Candles, isStar: boolean, share: number): boolean =>
  isStar && c.isLong(2) && c.isWhite(2) && c.gapsUp(1) && c.isLong(0) && c.isBlack(0) && closesBelow(c, share);
const isMorningStar = (c: Candles, isStar: boolean, share: number): boolean =>
  isStar && c.isLong(2) && c.isBlack(2) && c.gapsDown(1) && c.isLong(0) && c.isWhite(0) && closesAbove(c, share);

/** A doji cut off from both its neighbours by gaps, and a turn. */
function matchAbandonedBaby(c: Candles, share: number): number {
  if (!c.isLong(2) || !c.isDoji(1) || !c.isLong(0)) return 0;
  if (c.isWhite(2)) return fall(c.isBlack(0) && closesBelow(c, share) && c.gapsUpWholly(1) && c.gapsDownWholly(0));
  return rise(c.isWhite(0) && closesAbove(c, share) && c.gapsDownWholly(1) && c.gapsUpWholly(0));
}

/** Whether the advance of three white candles comes to a halt, in one of four ways. */
function isBlocked(c: Candles): boolean {
  const first = c.body(2);
  const second = c.body(1);
  const third = c.body(0);
  if (second < first - c.far(2) && third < second + c.near(1)) return true;
  if (third < second - c.far(1)) return true;
  if (third < second && second < first && (c.exceedsShortUpperShadow(0) || c.exceedsShortUpperShadow(1))) return true;
  return third < second && c.hasLongUpperShadow(0);
}

/** A gap, and a candle that opens in the second body and closes in the gap. */
function matchTasukiGap(c: Candles): number {
  const isAlike = Math.abs(c.body(1) - c.body(0)) < c.near(1);
  if (!isAlike || c.color(1) === c.color(0)) return 0;
  if (!(c.open(0) < c.top(1) && c.open(0) > c.bottom(1))) return 0;
  if (c.isWhite(1)) return rise(c.gapsUp(1) && c.close(0) < c.open(1) && c.close(0) > c.top(2));
  return fall(c.gapsDown(1) && c.close(0) > c.open(1) && c.close(0) < c.bottom(2));
}

function matchTristar(c: Candles): number {
  if (!c.isDojiAgainst(2, 2) || !c.isDojiAgainst(1, 2) || !c.isDojiAgainst(0, 2)) return 0;
  if (c.gapsDown(1) && c.bottom(0) > c.bottom(1)) return 100;
  return fall(c.gapsUp(1) && c.top(0) < c.top(1));
}

function matchThreeOutside(c: Candles): number {
  if (c.isWhite(1)) return rise(c.isBlack(2) && c.close(1) > c.open(2) && c.open(1) < c.close(2) && c.close(0) > c.close(1));
  return fall(c.isWhite(2) && c.open(1) > c.close(2) && c.close(1) < c.open(2) && c.close(0) < c.close(1));
}

/** Patterns of three candles. */
export const threeCandles: readonly Pattern[] = [
  {
    name: '2crows', title: 'Two crows', warmup: 12, description: 'A gap up from a long white candle is closed by two black ones.',
    match: (c) => fall(
      c.isWhite(2) && c.isLong(2) && c.isBlack(1) && c.gapsUp(1) && c.isBlack(0) && c.open(0) < c.open(1) && c.open(0) > c.close(1) &&
      c.close(0) > c.open(2) && c.close(0) < c.close(2),
    ),
  },
  {
    name: '3inside', title: 'Three inside up or down', warmup: 12, description: 'A short body within a long one, and a close beyond the open of the long one.',
    match(c) {
      if (!c.isLong(2) || c.isLong(1) || !c.isWithin(1)) return 0;
      return c.isWhite(2) ? fall(c.isBlack(0) && c.close(0) < c.open(2)) : rise(c.isWhite(0) && c.close(0) > c.open(2));
    },
  },
  { name: '3outside', title: 'Three outside up or down', warmup: 3, description: 'A body that holds the one before, and a close further on.', match: matchThreeOutside },
  {
    name: '3starsinsouth', title: 'Three stars in the south', warmup: 12, description: 'Three black candles, each smaller, the last one without shadows.',
    match: (c) => rise(
      areBlack(c) && c.isLong(2) && c.hasLongLowerShadow(2) && c.body(1) < c.body(2) && c.open(1) > c.close(2) && c.open(1) <= c.high(2) &&
      c.low(1) < c.close(2) && c.low(1) >= c.low(2) && c.hasLowerShadow(1) && c.isShort(0) && c.lacksLowerShadow(0) && c.lacksUpperShadow(0) &&
      c.low(0) > c.low(1) && c.high(0) < c.high(1),
    ),
  },
  {
    name: '3whitesoldiers', title: 'Three advancing white soldiers', warmup: 12, description: 'Three white candles that close at their highs, each higher.',
    match: (c) => rise(
      areWhite(c) && c.lacksUpperShadow(2) && c.lacksUpperShadow(1) && c.lacksUpperShadow(0) && closesRise(c) && opensWithinOrNear(c, 1) &&
      opensWithinOrNear(c, 0) && c.body(1) > c.body(2) - c.far(2) && c.body(0) > c.body(1) - c.far(1) && c.isLong(0),
    ),
  },
  { name: 'abandonedbaby', title: 'Abandoned baby', warmup: 12, penetration: 0.3, description: 'A doji with gaps on both sides, and a turn.', match: matchAbandonedBaby },
  {
    name: 'advanceblock', title: 'Advance block', warmup: 12, description: 'Three white candles, each higher, whose advance comes to a halt.',
    match: (c) => fall(
      areWhite(c) && closesRise(c) && opensWithinOrNear(c, 1) && opensWithinOrNear(c, 0) && c.isLong(2) && c.hasShortUpperShadow(2) && isBlocked(c),
    ),
  },
  {
    name: 'eveningdojistar', title: 'Evening doji star', warmup: 12, penetration: 0.3, description: 'A doji above a long white candle, and a black one well into it.',
    match: (c, penetration) => fall(isEveningStar(c, c.isDoji(1), penetration)),
  },
  {
    name: 'eveningstar', title: 'Evening star', warmup: 12, penetration: 0.3, description: 'A short body above a long white candle, and a black one well into it.',
    match: (c, penetration) => fall(isEveningStar(c, !c.isLong(1), penetration)),
  },
  {
    name: 'gapsidesidewhite', title: 'Side-by-side white lines', warmup: 7, description: 'Two alike white candles side by side, beyond a gap.',
    match(c) {
      const isUp = c.gapsUp(1) && c.gapsUp(0, 2);
      if (!isUp && !(c.gapsDown(1) && c.gapsDown(0, 2))) return 0;
      const areAlike = Math.abs(c.body(0) - c.body(1)) <= c.near(1) && c.isEqual(c.open(0), c.open(1), 1);
      return inColor(c.isWhite(1) && c.isWhite(0) && areAlike, isUp ? 1 : -1);
    },
  },
  {
    name: 'identical3crows', title: 'Identical three crows', warmup: 12, description: 'Three falling black candles, each opening where the one before closed.',
    match: (c) => fall(
      areBlack(c) && c.lacksLowerShadow(2) && c.lacksLowerShadow(1) && c.lacksLowerShadow(0) && closesFall(c) &&
      c.isEqual(c.open(1), c.close(2), 2) && c.isEqual(c.open(0), c.close(1), 1),
    ),
  },
  {
    name: 'morningdojistar', title: 'Morning doji star', warmup: 12, penetration: 0.3, description: 'A doji below a long black candle, and a white one well into it.',
    match: (c, penetration) => rise(isMorningStar(c, c.isDoji(1), penetration)),
  },
  {
    name: 'morningstar', title: 'Morning star', warmup: 12, penetration: 0.3, description: 'A short body below a long black candle, and a white one well into it.',
    match: (c, penetration) => rise(isMorningStar(c, !c.isLong(1), penetration)),
  },
  {
    name: 'stalledpattern', title: 'Stalled pattern', warmup: 12, description: 'Two long white candles, and a short one on the shoulder of the second.',
    match: (c) => fall(
      areWhite(c) && closesRise(c) && c.isLong(2) && c.isLong(1) && c.lacksUpperShadow(1) && opensWithinOrNear(c, 1) && c.isShort(0) &&
      c.open(0) >= c.close(1) - c.body(0) - c.near(1),
    ),
  },
  {
    name: 'sticksandwich', title: 'Stick sandwich', warmup: 7, description: 'Two black candles with the same close, a white one above it between them.',
    match: (c) => rise(c.isBlack(2) && c.isWhite(1) && c.isBlack(0) && c.low(1) > c.close(2) && c.isEqual(c.close(0), c.close(2), 2)),
  },
  { name: 'tasukigap', title: 'Tasuki gap', warmup: 7, description: 'A gap, and a candle of the other colour that opens in the second body and closes in the gap.', match: matchTasukiGap },
  { name: 'tristar', title: 'Tristar', warmup: 12, description: 'Three doji, the middle one beyond a gap.', match: matchTristar },
  {
    name: 'unique3river', title: 'Unique three river', warmup: 12, description: 'A long black candle, a black one within it with a lower low, a short white one.',
    match: (c) => rise(
      c.isLong(2) && c.isBlack(2) && c.isBlack(1) && c.close(1) > c.close(2) && c.open(1) <= c.open(2) && c.low(1) < c.low(2) && c.isShort(0) &&
      c.isWhite(0) && c.open(0) > c.low(1),
    ),
  },
  {
    name: 'upsidegap2crows', title: 'Upside gap two crows', warmup: 12, description: 'Two black candles above a long white one, the second holding the first.',
    match: (c) => fall(
      c.isWhite(2) && c.isLong(2) && c.isBlack(1) && !c.isLong(1) && c.gapsUp(1) && c.isBlack(0) && c.open(0) > c.open(1) && c.close(0) < c.close(1) &&
      c.close(0) > c.close(2),
    ),
  },
  {
    name: 'xsidegap3methods', title: 'Gap three methods', warmup: 2, description: 'A gap between two candles of a colour, closed by one of the other.',
    match: (c) => inColor(
      c.color(2) === c.color(1) && c.color(1) !== c.color(0) && c.open(0) < c.top(1) && c.open(0) > c.bottom(1) && c.close(0) < c.top(2) &&
      c.close(0) > c.bottom(2) && (c.isWhite(2) ? c.gapsUp(1) : c.gapsDown(1)),
      c.color(2),
    ),
  },
];
