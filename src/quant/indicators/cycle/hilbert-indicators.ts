import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane, overPrices } from '../outputs.ts';
import { DominantCycle } from './dominant-cycle.ts';
import { hilbertStart, HilbertKernel } from './hilbert.ts';
import { TrendModeKernel } from './trend-mode.ts';

const radians = Math.PI / 180;

/** Figures of the transform, once there were as many bars in a row as the warm-up. */
class FiguresKernel<Source extends HilbertKernel | DominantCycle> extends PartsKernel {
  readonly #source: Source;
  readonly #warmup: number;
  readonly #write: (source: Source, result: Float64Array) => void;

  constructor(outputs: number, source: Source, warmup: number, write: (source: Source, result: Float64Array) => void) {
    super(outputs, [source], [0]);
    this.#source = source;
    this.#warmup = warmup;
    this.#write = write;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const value = inputs[0]![index]!;
    this.#source.peek(value);
    const seen = value === value ? Math.min(this.past[0]! + 1, this.#warmup + 1) : 0;
    this.coming[0] = seen;
    if (seen > this.#warmup) this.#write(this.#source, this.result);
    else this.result.fill(Number.NaN);
  }
}

/** Bars before the figures of the transform, and before those of the cycle, as in TA-Lib. */
const shortWarmup = 32;
const longWarmup = 63;

const defineCycle = (
  name: string, title: string, description: string, outputs: IndicatorInfo['outputs'], warmup: number, createKernel: () => PartsKernel,
): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description, outputs,
      group: 'Cycles',
      inputs: ['close'],
      params: [],
      source: `TA-Lib ${name.toUpperCase()}; J. F. Ehlers, Rocket Science for Traders (2001)`,
    },
    traits: { isRelative: true },
    warmup: () => warmup,
    createKernel,
  });

const onTransform = (outputs: number, write: (source: HilbertKernel, result: Float64Array) => void) => (): PartsKernel =>
  new FiguresKernel(outputs, new HilbertKernel(hilbertStart.short), shortWarmup, write);
const onCycle = (outputs: number, write: (source: DominantCycle, result: Float64Array) => void) => (): PartsKernel =>
  new FiguresKernel(outputs, new DominantCycle(), longWarmup, write);

export const htDcperiod = defineCycle('ht_dcperiod', 'Dominant cycle period', 'Length of the cycle that the price follows most, in bars.', [inOwnPane()], shortWarmup,
  onTransform(1, (source, result) => {
    result[0] = source.smoothPeriod;
  }));

export const htPhasor = defineCycle('ht_phasor', 'Phasor components', 'The part of the price that swings with the cycle, and the part a quarter of a cycle behind.',
  [inOwnPane('inphase'), inOwnPane('quadrature')], shortWarmup,
  onTransform(2, (source, result) => {
    result[0] = source.inPhase;
    result[1] = source.quadrature;
  }));

export const htDcphase = defineCycle('ht_dcphase', 'Dominant cycle phase', 'Where in its cycle the price is, in degrees.', [inOwnPane()], longWarmup,
  onCycle(1, (source, result) => {
    result[0] = source.phase;
  }));

export const htSine = defineCycle('ht_sine', 'Sine wave of the cycle', 'Sine of the phase of the cycle, and the same an eighth of a cycle earlier; they cross at turns.',
  [inOwnPane('sine'), inOwnPane('leadsine')], longWarmup,
  onCycle(2, (source, result) => {
    result[0] = Math.sin(source.phase * radians);
    result[1] = Math.sin((source.phase + 45) * radians);
  }));

export const htTrendline = defineCycle('ht_trendline', 'Instantaneous trend line', 'The price with its dominant cycle averaged away.', [overPrices()], longWarmup,
  onCycle(1, (source, result) => {
    result[0] = source.trendline;
  }));

export const htTrendmode = defineCycle('ht_trendmode', 'Trend or cycle', '1 where the price trends, 0 where it swings in its cycle.', [inOwnPane('integer')], longWarmup,
  () => new TrendModeKernel(longWarmup));
