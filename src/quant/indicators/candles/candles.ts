import { toState, fromState, type KernelState } from '../kernel.ts';
import type { KernelPart } from '../kernel-parts.ts';
import { candleSettings, type CandleSetting } from './candle-settings.ts';

/** Bars kept: the longest pattern looks back four, and the means ten more. A power of two, for the ring. */
const kept = 16;
const mask = kept - 1;

/**
 * The candles that a pattern is looked for in, by how many bars they lie back: 0 is the one looked at. Words as in TA-Lib: a
 * candle is white when it closes at or above its open; a body is long when it is longer than the mean of the ten before.
 */
export class Candles implements KernelPart {
  readonly #opens = new Float64Array(kept);
  readonly #highs = new Float64Array(kept);
  readonly #lows = new Float64Array(kept);
  readonly #closes = new Float64Array(kept);
  #bar = 0;

  /** Shows the candle of the bar; it may be shown again until the commit. */
  put(open: number, high: number, low: number, close: number): void {
    const at = this.#bar & mask;
    this.#opens[at] = open;
    this.#highs[at] = high;
    this.#lows[at] = low;
    this.#closes[at] = close;
  }

  open(back: number): number {
    return this.#opens[(this.#bar - back) & mask]!;
  }

  high(back: number): number {
    return this.#highs[(this.#bar - back) & mask]!;
  }

  low(back: number): number {
    return this.#lows[(this.#bar - back) & mask]!;
  }

  close(back: number): number {
    return this.#closes[(this.#bar - back) & mask]!;
  }

  isWhite(back: number): boolean {
    return this.close(back) >= this.open(back);
  }

  isBlack(back: number): boolean {
    return !this.isWhite(back);
  }

  /** 1 white, -1 black. */
  color(back: number): 1 | -1 {
    return this.isWhite(back) ? 1 : -1;
  }

  /** Upper end of the body. */
  top(back: number): number {
    return Math.max(this.open(back), this.close(back));
  }

  /** Lower end of the body. */
  bottom(back: number): number {
    return Math.min(this.open(back), this.close(back));
  }

  body(back: number): number {
    return Math.abs(this.close(back) - this.open(back));
  }

  range(back: number): number {
    return this.high(back) - this.low(back);
  }

  upperShadow(back: number): number {
    return this.high(back) - this.top(back);
  }

  lowerShadow(back: number): number {
    return this.bottom(back) - this.low(back);
  }

  isLong(back: number): boolean {
    return this.body(back) > this.#meanBefore(candleSettings.body, back);
  }

  isShort(back: number): boolean {
    return this.body(back) < this.#meanBefore(candleSettings.body, back);
  }

  isDoji(back: number): boolean {
    return this.isDojiAgainst(back, back);
  }

  /** Whether the body is next to nothing, measured by the bars before another candle. */
  isDojiAgainst(back: number, other: number): boolean {
    return this.body(back) <= this.#meanBefore(candleSettings.doji, other);
  }

  /** A long shadow is longer than the body, a very long one more than twice as long. */
  hasLongUpperShadow(back: number, times = 1): boolean {
    return this.upperShadow(back) > times * this.body(back);
  }

  hasLongLowerShadow(back: number, times = 1): boolean {
    return this.lowerShadow(back) > times * this.body(back);
  }

  /** Against the usual shadows: the mean of the upper and the lower ones before. */
  hasShortUpperShadow(back: number): boolean {
    return this.upperShadow(back) < this.#meanBefore(candleSettings.shortShadow, back);
  }

  hasShortLowerShadow(back: number): boolean {
    return this.lowerShadow(back) < this.#meanBefore(candleSettings.shortShadow, back);
  }

  exceedsShortUpperShadow(back: number): boolean {
    return this.upperShadow(back) > this.#meanBefore(candleSettings.shortShadow, back);
  }

  /** Next to no shadow: less than a tenth of the usual range. */
  lacksUpperShadow(back: number): boolean {
    return this.upperShadow(back) < this.#meanBefore(candleSettings.veryShortShadow, back);
  }

  lacksLowerShadow(back: number): boolean {
    return this.lowerShadow(back) < this.#meanBefore(candleSettings.veryShortShadow, back);
  }

  hasUpperShadow(back: number): boolean {
    return this.upperShadow(back) > this.#meanBefore(candleSettings.veryShortShadow, back);
  }

  hasLowerShadow(back: number): boolean {
    return this.lowerShadow(back) > this.#meanBefore(candleSettings.veryShortShadow, back);
  }

  /** A long body and next to no shadows. */
  isMarubozu(back: number): boolean {
    return this.isLong(back) && this.lacksUpperShadow(back) && this.lacksLowerShadow(back);
  }

  /** How far apart two prices may be and still be near each other. */
  near(back: number): number {
    return this.#meanBefore(candleSettings.near, back);
  }

  /** How much is far. */
  far(back: number): number {
    return this.#meanBefore(candleSettings.far, back);
  }

  /** Whether a price is as good as another one, measured by the bars before a candle. */
  isEqual(price: number, other: number, back: number): boolean {
    const tolerance = this.#meanBefore(candleSettings.equal, back);
    return price <= other + tolerance && price >= other - tolerance;
  }

  /** How far apart two prices may be and still count as the same. */
  equal(back: number): number {
    return this.#meanBefore(candleSettings.equal, back);
  }

  /** Whether the whole body lies above that of another candle, by default the one before. */
  gapsUp(back: number, other = back + 1): boolean {
    return this.bottom(back) > this.top(other);
  }

  gapsDown(back: number, other = back + 1): boolean {
    return this.top(back) < this.bottom(other);
  }

  /** Whether even the shadows leave a gap to the candle before. */
  gapsUpWholly(back: number): boolean {
    return this.low(back) > this.high(back + 1);
  }

  gapsDownWholly(back: number): boolean {
    return this.high(back) < this.low(back + 1);
  }

  /** Whether the body lies within that of the candle before, without touching its ends. */
  isWithin(back: number): boolean {
    return this.top(back) < this.top(back + 1) && this.bottom(back) > this.bottom(back + 1);
  }

  commit(): void {
    this.#bar = (this.#bar + 1) & mask;
  }

  save(): KernelState {
    return toState([this.#bar, ...this.#opens, ...this.#highs, ...this.#lows, ...this.#closes]);
  }

  load(state: KernelState): void {
    this.#bar = fromState(state, 0);
    [this.#opens, this.#highs, this.#lows, this.#closes].forEach((column, k) => {
      for (let i = 0; i < kept; i++) column[i] = fromState(state, 1 + k * kept + i);
    });
  }

  #meanBefore({ measure, bars, factor }: CandleSetting, back: number): number {
    let sum = 0;
    for (let i = back + bars; i > back; i--) {
      sum += measure === 'body' ? this.body(i) : measure === 'range' ? this.range(i) : this.upperShadow(i) + this.lowerShadow(i);
    }
    return (factor * sum) / bars;
  }
}
