import { defineIndicator, type IndicatorDefinition } from '../../define-indicator.ts';
import { History } from '../../history.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { meanOf } from '../window-statistics.ts';

/** Sums of squares and products of two series' returns about their means. */
type Moments = { ownSquares: number; benchmarkSquares: number; products: number };

const returnOf = (now: number, before: number): number => (before === 0 ? 0 : (now - before) / before);

/** Something said of the simple returns of two columns over a window, by two passes over it. NaN while a NaN is in the window. */
class ReturnsTogetherKernel extends PartsKernel {
  readonly #prices: readonly History[];
  readonly #returns: readonly History[];
  readonly #period: number;
  readonly #say: (moments: Moments) => number;
  readonly #moments: Moments = { ownSquares: 0, benchmarkSquares: 0, products: 0 };

  constructor(timePeriod: number, say: (moments: Moments) => number) {
    const prices = [new History(1), new History(1)];
    const returns = [new History(timePeriod - 1), new History(timePeriod - 1)];
    super(1, [...prices, ...returns]);
    this.#prices = prices;
    this.#returns = returns;
    this.#period = timePeriod;
    this.#say = say;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    for (let k = 0; k < 2; k++) {
      const price = inputs[k]![index]!;
      this.#prices[k]!.put(price);
      this.#returns[k]!.put(returnOf(price, this.#prices[k]!.back(1)));
    }
    this.result[0] = this.#say(this.#measure());
  }

  #measure(): Moments {
    const [own, benchmark] = [this.#returns[0]!, this.#returns[1]!];
    const [ownMean, benchmarkMean] = [meanOf(own, this.#period), meanOf(benchmark, this.#period)];
    const moments = this.#moments;
    const isWhole = !Number.isNaN(ownMean + benchmarkMean);
    moments.ownSquares = moments.benchmarkSquares = moments.products = isWhole ? 0 : Number.NaN;
    if (!isWhole) return moments;
    for (let i = 0; i < this.#period; i++) {
      const a = own.back(i) - ownMean;
      const b = benchmark.back(i) - benchmarkMean;
      moments.ownSquares += a * a;
      moments.benchmarkSquares += b * b;
      moments.products += a * b;
    }
    return moments;
  }
}

/** Below this share of a whole return, squared and summed, returns are the same but for rounding. */
const noSpread = 1e-26;

const correlationOf = ({ ownSquares, benchmarkSquares, products }: Moments): number =>
  ownSquares <= noSpread || benchmarkSquares <= noSpread ? 0 : Math.max(-1, Math.min(1, products / Math.sqrt(ownSquares * benchmarkSquares)));

const betaOf = ({ benchmarkSquares, products }: Moments): number => (benchmarkSquares <= noSpread ? 0 : products / benchmarkSquares);

const define = (say: (moments: Moments) => number, info: { name: string; title: string; description: string; source: string }): IndicatorDefinition =>
  defineIndicator({
    info: { ...info, group: 'Statistics', inputs: ['close', 'open'], benchmark: 1, params: [timePeriodParam(60)], outputs: [inOwnPane()] },
    traits: { isRelative: true },
    warmup: ({ timePeriod }) => timePeriod!,
    createKernel: ({ timePeriod }) => new ReturnsTogetherKernel(timePeriod!, say),
  });

/** Of returns, where TA-Lib's `correl` takes the columns as they are. The second column is the other series. 0 where one does not move. */
export const rollingCorrelation = define(correlationOf, {
  name: 'rolling_correlation',
  title: 'Rolling correlation of returns',
  description: 'Whether two series move together (1), oppositely (-1) or without regard to each other (0).',
  source: 'Pearson\'s correlation of simple returns',
});

/** Own returns on those of the second column, the benchmark; TA-Lib's `beta` takes them the other way round. 0 where the benchmark does not move. */
export const rollingBeta = define(betaOf, {
  name: 'rolling_beta',
  title: 'Rolling beta',
  description: 'How far the first series moves, on average, when the second one moves by one.',
  source: 'W. F. Sharpe (1964): covariance of simple returns by the variance of the benchmark\'s',
});
