import { defineIndicator, type IndicatorDefinition } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane } from '../../outputs.ts';
import { volumeOf } from '../share.ts';

/** What a bar makes of the total, from the return of its close, its volume and that of the bar before. */
type Step = (total: number, change: number, volume: number, volumeBefore: number) => number;

/** Slots of the memory: the total, and close and volume of the bar before. */
const total = 0;
const close = 1;
const volume = 2;

/** A total carried from bar to bar. A bar with a NaN or a volume below zero has no value and is left out. */
class VolumeTotalKernel extends PartsKernel {
  readonly #step: Step;

  constructor(start: number, step: Step) {
    super(1, [], [start, Number.NaN, 0]);
    this.#step = step;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming } = this;
    const [closeNow, volumeNow] = [inputs[0]![index]!, volumeOf(inputs[1]![index]!)];
    coming.set(past);
    this.result[0] = Number.NaN;
    if (!Number.isFinite(closeNow + volumeNow)) return;
    const before = past[close]!;
    const change = before === 0 || before !== before ? 0 : (closeNow - before) / before;
    coming[total] = this.result[0] = this.#step(past[total]!, change, volumeNow, past[volume]!);
    coming[close] = closeNow;
    coming[volume] = volumeNow;
  }
}

type About = { readonly name: string; readonly title: string; readonly description: string; readonly source: string };

const defineTotal = (start: number, step: Step, about: About): IndicatorDefinition =>
  defineIndicator({
    info: { ...about, group: 'Volume', inputs: ['close', 'volume'], params: [], outputs: [inOwnPane()] },
    traits: { isRelative: true },
    warmup: () => 0,
    createKernel: () => new VolumeTotalKernel(start, step),
  });

export const pvt = defineTotal(0, (sum, change, now) => sum + change * now, {
  name: 'pvt',
  title: 'Price volume trend',
  description: 'Volume added up by the share that the close rose or fell.',
  source: 'TradingView ta.pvt; begins at 0',
});

/** Begins at 1000, as Fosback's. */
export const nvi = defineTotal(1_000, (sum, change, now, before) => (now < before ? sum * (1 + change) : sum), {
  name: 'nvi',
  title: 'Negative volume index',
  description: 'What prices made on bars with less volume than the one before, when the crowd stays away.',
  source: 'P. Dysart (1936); N. Fosback, Stock Market Logic (1976)',
});

/** Begins at 1000, as Fosback's. */
export const pvi = defineTotal(1_000, (sum, change, now, before) => (now > before ? sum * (1 + change) : sum), {
  name: 'pvi',
  title: 'Positive volume index',
  description: 'What prices made on bars with more volume than the one before, when the crowd is there.',
  source: 'P. Dysart (1936); N. Fosback, Stock Market Logic (1976)',
});
