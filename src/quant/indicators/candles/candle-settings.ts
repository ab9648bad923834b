/** What of a candle is measured. */
type Measure = 'body' | 'range' | 'shadows';

/** A length that a word stands for: a factor times the mean of a measure over the bars before. */
export type CandleSetting = { readonly measure: Measure; readonly bars: number; readonly factor: number };

/** TA-Lib's settings as they are by default. A shadow is long against its own candle's body, see `Candles`. */
export const candleSettings = {
  body: { measure: 'body', bars: 10, factor: 1 },
  doji: { measure: 'range', bars: 10, factor: 0.1 },
  shortShadow: { measure: 'shadows', bars: 10, factor: 0.5 },
  veryShortShadow: { measure: 'range', bars: 10, factor: 0.1 },
  near: { measure: 'range', bars: 5, factor: 0.2 },
  far: { measure: 'range', bars: 5, factor: 0.6 },
  equal: { measure: 'range', bars: 5, factor: 0.05 },
} as const satisfies Record<string, CandleSetting>;
