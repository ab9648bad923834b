import { defineIndicator } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { SeriesKernel } from '../../kernel-parts.ts';
import { RsiKernel } from '../../momentum/rsi.ts';
import { inOwnPane } from '../../outputs.ts';
import { periodParam } from '../../params.ts';
import { countBelow } from '../statistics/count-below.ts';

/** Slots of the memory: the value before, and how many bars in a row it rose (below zero: fell). */
const previous = 0;
const streak = 1;

/** Mean of three: strength of the closes, of the streak they are on, and the rank of the last change. A NaN makes it begin anew once it has left the window. */
class ConnorsRsiKernel extends SeriesKernel {
  readonly #strength: RsiKernel;
  readonly #streakStrength: RsiKernel;
  readonly #changes: History;
  readonly #rankPeriod: number;

  constructor(rsiPeriod: number, streakPeriod: number, rankPeriod: number) {
    const [strength, streakStrength] = [new RsiKernel(rsiPeriod), new RsiKernel(streakPeriod)];
    const changes = new History(rankPeriod);
    super([strength, streakStrength, changes], [Number.NaN, 0]);
    this.#strength = strength;
    this.#streakStrength = streakStrength;
    this.#changes = changes;
    this.#rankPeriod = rankPeriod;
  }

  peek(value: number): number {
    const { past, coming } = this;
    const before = past[previous]!;
    coming[previous] = value;
    coming[streak] = nextStreak(value - before, past[streak]!);
    this.#changes.put(before === 0 ? 0 : (value - before) / before);
    const rank = (100 * countBelow(this.#changes, this.#rankPeriod)) / this.#rankPeriod;
    return (this.#strength.peek(value) + this.#streakStrength.peek(value === value ? coming[streak] : Number.NaN) + rank) / 3;
  }
}

function nextStreak(change: number, before: number): number {
  if (change > 0) return before > 0 ? before + 1 : 1;
  if (change < 0) return before < 0 ? before - 1 : -1;
  return 0;
}

export const connorsRsi = defineIndicator({
  info: {
    name: 'connors_rsi',
    title: 'Connors RSI',
    group: 'Momentum',
    inputs: ['close'],
    params: [periodParam('rsiPeriod', 'Bars of the RSI', 3), periodParam('streakPeriod', 'Bars of the RSI of the streak', 2), periodParam('rankPeriod', 'Changes that the last one is ranked among', 100, 1)],
    outputs: [inOwnPane()],
    description: 'Short-term strength from 0 to 100: of the closes, of their streak, and of the last change among its like.',
    source: 'L. Connors, C. Alvarez, An Introduction to ConnorsRSI (2012)',
  },
  traits: { isRelative: true },
  warmup: ({ rsiPeriod, streakPeriod, rankPeriod }) => Math.max(rsiPeriod!, streakPeriod!, rankPeriod! + 1),
  createKernel: ({ rsiPeriod, streakPeriod, rankPeriod }) => new ConnorsRsiKernel(rsiPeriod!, streakPeriod!, rankPeriod!),
});
