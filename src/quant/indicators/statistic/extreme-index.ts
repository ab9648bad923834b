import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { ExtremeBar } from '../extreme-bar.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';

/** Bars of the lowest and the highest value of a window, each counted from the first bar of the series, which is bar 0. */
class ExtremeIndexKernel extends PartsKernel {
  readonly #found: readonly ExtremeBar[];

  constructor(timePeriod: number, signs: readonly (1 | -1)[]) {
    const found = signs.map((sign) => new ExtremeBar(timePeriod, sign, 'first'));
    super(signs.length, found);
    this.#found = found;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    for (let k = 0; k < this.#found.length; k++) this.result[k] = this.#found[k]!.peek(value);
  }
}

const defineExtremeIndex = (name: string, title: string, outputs: Readonly<Record<string, 1 | -1>>): IndicatorDefinition =>
  defineIndicator({
    info: {
      name,
      title,
      group: 'Statistics',
      inputs: ['close'],
      params: [timePeriodParam(30)],
      outputs: Object.keys(outputs).map((output) => inOwnPane(output)),
      description: `${title} among the last bars, counted from the first bar of the series.`,
      source: `TA-Lib ${name.toUpperCase()}, whose choice among equal values is followed: the newest, but the oldest once the one before has left`,
    },
    warmup: ({ timePeriod }) => timePeriod! - 1,
    createKernel: ({ timePeriod }) => new ExtremeIndexKernel(timePeriod!, Object.values(outputs)),
  });

export const maxindex = defineExtremeIndex('maxindex', 'Bar of the highest value', { integer: 1 });
export const minindex = defineExtremeIndex('minindex', 'Bar of the lowest value', { integer: -1 });
export const minmaxindex = defineExtremeIndex('minmaxindex', 'Bars of the lowest and the highest value', { minidx: -1, maxidx: 1 });
