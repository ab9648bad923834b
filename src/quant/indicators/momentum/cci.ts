import { areFinite } from '../are-finite.ts';
import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingDeviation } from '../rolling-deviation.ts';

/** Distance of the typical price from its mean, in mean absolute distances times 0.015; 0 where nothing moves. */
class CciKernel extends PartsKernel {
  readonly #deviation: RollingDeviation;

  constructor(timePeriod: number) {
    const deviation = new RollingDeviation(timePeriod);
    super(1, [deviation]);
    this.#deviation = deviation;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    // Three times the typical price: the three cancels out, and a division that would cost digits is saved.
    const prices = inputs[0]![index]! + inputs[1]![index]! + inputs[2]![index]!;
    const deviation = this.#deviation.peek(prices);
    const distance = prices - this.#deviation.mean;
    this.result[0] = distance === 0 || deviation === 0 ? 0 : distance / (0.015 * deviation);
  }
}

/** The kernel's values over finite columns. */
function cciInto([highs, lows, closes]: readonly Float64Array[], period: number, out: Float64Array): void {
  const window = new RollingDeviation(period);
  for (let i = 0; i < out.length; i++) {
    const prices = highs![i]! + lows![i]! + closes![i]!;
    const deviation = window.peek(prices);
    const distance = prices - window.mean;
    out[i] = distance === 0 || deviation === 0 ? 0 : distance / (0.015 * deviation);
    window.commit();
  }
}

export const cci = defineIndicator({
  info: {
    name: 'cci',
    title: 'Commodity channel index',
    group: 'Momentum',
    inputs: ['high', 'low', 'close'],
    params: [timePeriodParam(14)],
    outputs: [inOwnPane()],
    description: 'How unusually far the price is from its mean; beyond 100 either way is unusual.',
    source: 'TA-Lib CCI; D. Lambert, Commodities (October 1980)',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new CciKernel(timePeriod!),
  computeColumns(inputs, { timePeriod }, [out]) {
    if (!areFinite(inputs)) return false;
    cciInto(inputs, timePeriod!, out!);
    return true;
  },
});
