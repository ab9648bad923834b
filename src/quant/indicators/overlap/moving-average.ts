import type { Param } from '../../../contract/model/param.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { DemaKernel, TemaKernel } from './dema.ts';
import { EmaKernel } from './ema.ts';
import { KamaKernel } from './kama.ts';
import { MamaLineKernel } from './mama.ts';
import { SmaKernel } from './sma.ts';
import { T3Kernel } from './t3.ts';
import { TrimaKernel } from './trima.ts';
import { WmaKernel } from './wma.ts';

/** The kinds of average under TA-Lib's numbers. */
export const maType = { sma: 0, ema: 1, wma: 2, dema: 3, tema: 4, trima: 5, kama: 6, mama: 7, t3: 8 } as const;

const maTypeTitles = ['simple', 'exponential', 'weighted', 'double', 'triple', 'triangular', 'Kaufman', 'MESA', 'T3'];

export const maTypeParam = (name = 'maType', title = 'Average'): Param => ({
  name, title, default: 0, min: 0, max: 8, isInteger: true, choices: maTypeTitles.map((choice, value) => ({ value, title: choice })),
});

/** An average over one bar is the series itself, whatever its kind. */
class SameKernel extends SeriesKernel {
  peek(value: number): number {
    return value;
  }
}

/** An average of a kind. The MESA average has no period; it takes limits 0.5 and 0.05. T3 takes the factor 0.7. */
export function createMovingAverage(type: number, period: number): SeriesKernel {
  if (period === 1) return new SameKernel();
  switch (type) {
    case maType.ema: return new EmaKernel(period);
    case maType.wma: return new WmaKernel(period);
    case maType.dema: return new DemaKernel(period);
    case maType.tema: return new TemaKernel(period);
    case maType.trima: return new TrimaKernel(period);
    case maType.kama: return new KamaKernel(period);
    case maType.mama: return new MamaLineKernel();
    case maType.t3: return new T3Kernel(period, 0.7);
    default: return new SmaKernel(period);
  }
}

/** Bars without a value at the start of an average of a kind. */
export function movingAverageWarmup(type: number, period: number): number {
  if (period === 1) return 0;
  switch (type) {
    case maType.dema: return 2 * (period - 1);
    case maType.tema: return 3 * (period - 1);
    case maType.kama: return period;
    case maType.mama: return 32;
    case maType.t3: return 6 * (period - 1);
    default: return period - 1;
  }
}

/**
 * An average that looks away from the first values of a series and begins after them: TA-Lib starts two averages of different
 * periods at the same bar in MACD, MACDEXT and MAVP, so that the shorter one does not see the first values of the longer.
 */
export class LateKernel extends SeriesKernel {
  readonly #average: SeriesKernel;
  readonly #skipped: number;

  constructor(average: SeriesKernel, skipped: number) {
    super([average], [0]);
    this.#average = average;
    this.#skipped = skipped;
  }

  peek(value: number): number {
    const seen = this.past[0]!;
    const isSeen = value === value;
    this.coming[0] = isSeen ? Math.min(seen + 1, this.#skipped) : 0;
    return this.#average.peek(isSeen && seen >= this.#skipped ? value : Number.NaN);
  }
}

/** An average, begun that many values late; itself where there is nothing to skip. */
export const startLate = (average: SeriesKernel, skipped: number): SeriesKernel => (skipped > 0 ? new LateKernel(average, skipped) : average);
