import { defineIndicator, type IndicatorDefinition, type IndicatorParams } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { overPrices } from '../../outputs.ts';
import { anchorParam, sessionOf, sessionStartParam } from '../session.ts';

/** Writes the levels that follow from a session: pivot, then resistances upward, then supports downward. */
type LevelsOf = (high: number, low: number, close: number, levels: Float64Array) => void;

/** Levels of the floor round a pivot. */
function setFloorLevels(pivot: number, high: number, low: number, levels: Float64Array): void {
  const range = high - low;
  levels[0] = pivot;
  levels[1] = 2 * pivot - low;
  levels[2] = pivot + range;
  levels[3] = high + 2 * (pivot - low);
  levels[4] = 2 * pivot - high;
  levels[5] = pivot - range;
  levels[6] = low - 2 * (high - pivot);
}

const classicLevels: LevelsOf = (high, low, close, levels) => setFloorLevels((high + low + close) / 3, high, low, levels);

const woodieLevels: LevelsOf = (high, low, close, levels) => setFloorLevels((high + low + 2 * close) / 4, high, low, levels);

const fibonacciShares = [0.382, 0.618, 1] as const;

const fibonacciLevels: LevelsOf = (high, low, close, levels) => {
  const pivot = (high + low + close) / 3;
  levels[0] = pivot;
  for (let k = 0; k < 3; k++) {
    levels[1 + k] = pivot + fibonacciShares[k]! * (high - low);
    levels[4 + k] = pivot - fibonacciShares[k]! * (high - low);
  }
};

const camarillaSteps = [1, 2, 3, 6] as const;

const camarillaLevels: LevelsOf = (high, low, close, levels) => {
  const step = (1.1 * (high - low)) / 12;
  levels[0] = (high + low + close) / 3;
  for (let k = 0; k < 4; k++) {
    levels[1 + k] = close + camarillaSteps[k]! * step;
    levels[5 + k] = close - camarillaSteps[k]! * step;
  }
};

/** Slots of the memory: the session, its high, low and close so far, then those of the one before. */
const session = 0;
const high = 1;
const low = 2;
const close = 3;
const before = 4;

/** Levels from the session before, the same for all of this one. A bar with a NaN has no value and is left out. */
class PivotsKernel extends PartsKernel {
  readonly #levelsOf: LevelsOf;
  readonly #params: IndicatorParams;

  constructor(levelsOf: LevelsOf, outputs: number, params: IndicatorParams) {
    super(outputs, [], Array.from({ length: 7 }, () => Number.NaN));
    this.#levelsOf = levelsOf;
    this.#params = params;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const now = sessionOf(inputs[0]![index]!, this.#params['anchor']!, this.#params['sessionStart']!);
    const [highNow, lowNow, closeNow] = [inputs[1]![index]!, inputs[2]![index]!, inputs[3]![index]!];
    coming.set(past);
    result.fill(Number.NaN);
    if (!Number.isFinite(now + highNow + lowNow + closeNow)) return;
    if (now === past[session]) {
      coming[high] = Math.max(past[high]!, highNow);
      coming[low] = Math.min(past[low]!, lowNow);
    } else {
      coming.copyWithin(before, high, before);
      coming[session] = now;
      coming[high] = highNow;
      coming[low] = lowNow;
    }
    coming[close] = closeNow;
    this.#levelsOf(coming[before]!, coming[before + 1]!, coming[before + 2]!, result);
  }
}

const levelNames = (steps: number): string[] => {
  const numbers = Array.from({ length: steps }, (_, i) => i + 1);
  return ['pivot', ...numbers.map((n) => `r${n}`), ...numbers.map((n) => `s${n}`)];
};

type About = { readonly name: string; readonly title: string; readonly source: string };

const definePivots = (levelsOf: LevelsOf, steps: number, about: About): IndicatorDefinition =>
  defineIndicator({
    info: {
      ...about,
      group: 'Levels',
      inputs: ['time', 'high', 'low', 'close'],
      params: [anchorParam(0), sessionStartParam],
      outputs: levelNames(steps).map((name) => overPrices(name)),
      description: 'Levels that many watch in this session, from high, low and close of the one before.',
    },
    traits: { isSparse: true },
    warmup: () => 1,
    createKernel: (params) => new PivotsKernel(levelsOf, 2 * steps + 1, params),
  });

export const pivotsClassic = definePivots(classicLevels, 3, {
  name: 'pivots_classic', title: 'Pivot points (classic, floor)', source: 'Floor traders\' pivots; J. Person, A Complete Guide to Technical Trading Tactics (2004)',
});

/** The pivot weighs the close of the session before twice; TradingView takes the open of this one in its place. */
export const pivotsWoodie = definePivots(woodieLevels, 3, { name: 'pivots_woodie', title: 'Pivot points (Woodie)', source: 'K. Wood, Woodie\'s CCI Club; levels as StockCharts and most vendors have them' });

export const pivotsFibonacci = definePivots(fibonacciLevels, 3, { name: 'pivots_fibonacci', title: 'Pivot points (Fibonacci)', source: 'Levels at 38.2, 61.8 and 100 % of the range, as StockCharts' });

export const pivotsCamarilla = definePivots(camarillaLevels, 4, { name: 'pivots_camarilla', title: 'Pivot points (Camarilla)', source: 'N. Scott, Camarilla equation (1989)' });
