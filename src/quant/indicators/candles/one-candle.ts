import { inColor, rise, type Pattern } from './define-pattern.ts';

/** Patterns of a single candle. */
export const oneCandle: readonly Pattern[] = [
  {
    name: 'doji', title: 'Doji', warmup: 10, description: 'Open and close are as good as the same.',
    match: (c) => rise(c.isDoji(0)),
  },
  {
    name: 'dragonflydoji', title: 'Dragonfly doji', warmup: 10, description: 'A doji with a lower shadow only.',
    match: (c) => rise(c.isDoji(0) && c.lacksUpperShadow(0) && c.hasLowerShadow(0)),
  },
  {
    name: 'gravestonedoji', title: 'Gravestone doji', warmup: 10, description: 'A doji with an upper shadow only.',
    match: (c) => rise(c.isDoji(0) && c.lacksLowerShadow(0) && c.hasUpperShadow(0)),
  },
  {
    name: 'longleggeddoji', title: 'Long-legged doji', warmup: 10, description: 'A doji with a long shadow.',
    match: (c) => rise(c.isDoji(0) && (c.hasLongLowerShadow(0) || c.hasLongUpperShadow(0))),
  },
  {
    name: 'rickshawman', title: 'Rickshaw man', warmup: 10, description: 'A doji with two long shadows and its body in the middle.',
    match(c) {
      if (!c.isDoji(0) || !c.hasLongLowerShadow(0) || !c.hasLongUpperShadow(0)) return 0;
      const middle = c.low(0) + c.range(0) / 2;
      return rise(c.bottom(0) <= middle + c.near(0) && c.top(0) >= middle - c.near(0));
    },
  },
  {
    name: 'takuri', title: 'Takuri', warmup: 10, description: 'A dragonfly doji with a very long lower shadow.',
    match: (c) => rise(c.isDoji(0) && c.lacksUpperShadow(0) && c.hasLongLowerShadow(0, 2)),
  },
  {
    name: 'spinningtop', title: 'Spinning top', warmup: 10, description: 'A short body between longer shadows.',
    match: (c) => inColor(c.isShort(0) && c.hasLongUpperShadow(0) && c.hasLongLowerShadow(0), c.color(0)),
  },
  {
    name: 'highwave', title: 'High wave', warmup: 10, description: 'A short body between very long shadows.',
    match: (c) => inColor(c.isShort(0) && c.hasLongUpperShadow(0, 2) && c.hasLongLowerShadow(0, 2), c.color(0)),
  },
  {
    name: 'longline', title: 'Long line', warmup: 10, description: 'A long body with short shadows.',
    match: (c) => inColor(c.isLong(0) && c.hasShortUpperShadow(0) && c.hasShortLowerShadow(0), c.color(0)),
  },
  {
    name: 'shortline', title: 'Short line', warmup: 10, description: 'A short body with short shadows.',
    match: (c) => inColor(c.isShort(0) && c.hasShortUpperShadow(0) && c.hasShortLowerShadow(0), c.color(0)),
  },
  {
    name: 'marubozu', title: 'Marubozu', warmup: 10, description: 'A long body with next to no shadows.',
    match: (c) => inColor(c.isMarubozu(0), c.color(0)),
  },
  {
    name: 'closingmarubozu', title: 'Closing marubozu', warmup: 10, description: 'A long body that closes at the end of its range.',
    match: (c) => inColor(c.isLong(0) && (c.isWhite(0) ? c.lacksUpperShadow(0) : c.lacksLowerShadow(0)), c.color(0)),
  },
  {
    name: 'belthold', title: 'Belt hold', warmup: 10, description: 'A long body that opens at the end of its range.',
    match: (c) => inColor(c.isLong(0) && (c.isWhite(0) ? c.lacksLowerShadow(0) : c.lacksUpperShadow(0)), c.color(0)),
  },
];
