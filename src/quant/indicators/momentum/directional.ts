import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { inOwnPane } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { DirectionalMovement, oneSidedness } from './directional-movement.ts';

/** One of the two sums of moves. */
class MovementKernel extends PartsKernel {
  readonly #movement: DirectionalMovement;
  readonly #first: number;
  readonly #isPlus: boolean;

  constructor(timePeriod: number, isPlus: boolean) {
    const movement = new DirectionalMovement(timePeriod, false);
    super(1, [movement]);
    this.#movement = movement;
    this.#first = Math.max(1, timePeriod - 1);
    this.#isPlus = isPlus;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const movement = this.#movement;
    movement.evaluate(inputs, index);
    this.result[0] = movement.count < this.#first ? Number.NaN : this.#isPlus ? movement.plus : movement.minus;
  }
}

/** One of the two sums of moves in percent of the ranges; over one bar as a share of 1, as in TA-Lib. */
class IndicatorKernel extends PartsKernel {
  readonly #movement: DirectionalMovement;
  readonly #period: number;
  readonly #isPlus: boolean;

  constructor(timePeriod: number, isPlus: boolean) {
    const movement = new DirectionalMovement(timePeriod, true);
    super(1, [movement]);
    this.#movement = movement;
    this.#period = timePeriod;
    this.#isPlus = isPlus;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const movement = this.#movement;
    movement.evaluate(inputs, index);
    const percent = movement.percentOfRange(this.#isPlus ? movement.plus : movement.minus);
    this.result[0] = movement.count < this.#period ? Number.NaN : this.#period === 1 ? percent / 100 : percent;
  }
}

/** Difference of the two indicators in percent of their sum; where nothing moves, the one before. */
export class DxKernel extends PartsKernel {
  readonly #movement: DirectionalMovement;
  readonly #period: number;
  /** Whether the bar looked at last has movement of its own. */
  hasMovement = false;

  constructor(timePeriod: number) {
    const movement = new DirectionalMovement(timePeriod, true);
    super(1, [movement], [0]);
    this.#movement = movement;
    this.#period = timePeriod;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    this.step(inputs[0]![index]!, inputs[1]![index]!, inputs[2]![index]!);
  }

  override commit(): void {
    const { past } = this;
    this.past = this.coming;
    this.coming = past;
    this.#movement.commit();
  }

  step(high: number, low: number, close: number): void {
    const movement = this.#movement;
    movement.step(high, low, close);
    this.hasMovement = false;
    if (movement.count < this.#period) {
      this.coming[0] = 0;
      this.result[0] = Number.NaN;
      return;
    }
    this.hasMovement = movement.hasMovement;
    this.result[0] = this.coming[0] = this.hasMovement ? oneSidedness(movement.plus, movement.minus) : this.past[0]!;
  }
}

type Shown = { name: string; title: string; description: string; inputs?: IndicatorInfo['inputs']; min?: number };

const defineDirectional = (
  { name, title, description, inputs = ['high', 'low', 'close'], min = 1 }: Shown,
  warmup: (timePeriod: number) => number, createKernel: (timePeriod: number) => PartsKernel,
): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description, inputs,
      group: 'Momentum',
      params: [timePeriodParam(14, min)],
      outputs: [inOwnPane()],
      source: `TA-Lib ${name.toUpperCase()}; J. W. Wilder, New Concepts in Technical Trading Systems (1978)`,
    },
    warmup: ({ timePeriod }) => warmup(timePeriod!),
    createKernel: ({ timePeriod }) => createKernel(timePeriod!),
  });

export const plusDm = defineDirectional(
  { name: 'plus_dm', title: 'Directional movement up', description: 'Smoothed sum of new highs beyond the last bar.', inputs: ['high', 'low'] },
  (timePeriod) => Math.max(1, timePeriod - 1), (timePeriod) => new MovementKernel(timePeriod, true),
);
export const minusDm = defineDirectional(
  { name: 'minus_dm', title: 'Directional movement down', description: 'Smoothed sum of new lows beyond the last bar.', inputs: ['high', 'low'] },
  (timePeriod) => Math.max(1, timePeriod - 1), (timePeriod) => new MovementKernel(timePeriod, false),
);
export const plusDi = defineDirectional(
  { name: 'plus_di', title: 'Directional indicator up', description: 'Movement up in percent of the true range.' },
  (timePeriod) => timePeriod, (timePeriod) => new IndicatorKernel(timePeriod, true),
);
export const minusDi = defineDirectional(
  { name: 'minus_di', title: 'Directional indicator down', description: 'Movement down in percent of the true range.' },
  (timePeriod) => timePeriod, (timePeriod) => new IndicatorKernel(timePeriod, false),
);
export const dx = defineDirectional(
  { name: 'dx', title: 'Directional movement index', description: 'How one-sided the movement is, from 0 to 100.', min: 2 },
  (timePeriod) => timePeriod, (timePeriod) => new DxKernel(timePeriod),
);
