import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { timePeriodParam } from '../../params.ts';
import { RollingSum } from '../../rolling-sum.ts';
import { shareOf, volumeOf } from '../share.ts';

/** Volume weighed by where the close lies in its bar (-1 low, 1 high), as a share of all volume. NaN while a NaN, or a volume below zero, is in the window. */
class CmfKernel extends PartsKernel {
  readonly #flows: RollingSum;
  readonly #volumes: RollingSum;

  constructor(timePeriod: number) {
    const flows = new RollingSum(timePeriod);
    const volumes = new RollingSum(timePeriod);
    super(1, [flows, volumes]);
    this.#flows = flows;
    this.#volumes = volumes;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const [high, low, close] = [inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!];
    const volume = volumeOf(inputs[3]![index]!);
    const place = shareOf(close - low - (high - close), high - low);
    this.result[0] = shareOf(this.#flows.peek(place * volume), this.#volumes.peek(volume));
  }
}

/** A bar whose high is its low counts as 0, and so does a window without volume. */
export const cmf = defineIndicator({
  info: {
    name: 'cmf',
    title: 'Chaikin money flow',
    group: 'Volume',
    inputs: ['high', 'low', 'close', 'volume'],
    params: [timePeriodParam(20, 1)],
    outputs: [inOwnPane()],
    description: 'Whether volume goes with closes near the high (up to 1) or near the low (down to -1).',
    source: 'M. Chaikin; values of TTR CMF',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new CmfKernel(timePeriod!),
});
