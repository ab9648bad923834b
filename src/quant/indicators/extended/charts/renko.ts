import { defineIndicator } from '../../define-indicator.ts';
import { PartsKernel } from '../../kernel-parts.ts';
import { inOwnPane, overPrices } from '../../outputs.ts';
import { sizeParam } from './brick-size.ts';

/** What rounding may take from a price that stands on an edge, in bricks. */
const tolerance = 1e-9;

/** Edges of the last brick, counted in bricks from the first close; equal before there is a brick. */
export type RenkoEdges = { readonly top: number; readonly bottom: number };

/** Bricks that a close adds to the last one: above zero upward, below it downward. A turn takes the price two bricks back. */
export function countBricks({ top, bottom }: RenkoEdges, bricksFromStart: number): number {
  const up = Math.floor(bricksFromStart + tolerance) - top;
  if (up > 0) return up;
  const down = Math.ceil(bricksFromStart - tolerance) - bottom;
  return down < 0 ? down : 0;
}

/** Slots of the memory: the first close, and the edges and direction of the last brick. */
const origin = 0;
const top = 1;
const bottom = 2;
const direction = 3;

/** The last brick at each bar. A bar with a NaN has no value and is left out. */
class RenkoKernel extends PartsKernel {
  readonly #size: number;

  constructor(size: number) {
    super(4, [], [Number.NaN, 0, 0, 0]);
    this.#size = size;
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const { past, coming, result } = this;
    const close = inputs[0]![index]!;
    coming.set(past);
    result.fill(Number.NaN);
    if (!Number.isFinite(close)) return;
    if (past[origin] !== past[origin]) coming[origin] = close;
    const bricks = countBricks({ top: past[top]!, bottom: past[bottom]! }, (close - coming[origin]!) / this.#size);
    if (bricks > 0) {
      coming[top] = past[top]! + bricks;
      coming[bottom] = coming[top] - 1;
    } else if (bricks < 0) {
      coming[bottom] = past[bottom]! + bricks;
      coming[top] = coming[bottom] + 1;
    }
    if (bricks !== 0) coming[direction] = Math.sign(bricks);
    const isUp = coming[direction] === 1;
    result[0] = coming[origin]! + (isUp ? coming[bottom]! : coming[top]!) * this.#size;
    result[1] = coming[origin]! + (isUp ? coming[top]! : coming[bottom]!) * this.#size;
    result[2] = coming[direction]!;
    result[3] = bricks;
  }
}

/** As an indicator the last brick at each bar; as bars see `buildRenkoBars`. Bricks begin at the first close and are made of closes; before the first one its edges are that close. */
export const renko = defineIndicator({
  info: {
    name: 'renko',
    title: 'Renko bricks',
    group: 'Prices',
    inputs: ['close'],
    params: [sizeParam('brickSize', 'Height of a brick, in price')],
    outputs: [overPrices('open', 'bricks'), overPrices('close', 'bricks'), inOwnPane('direction'), inOwnPane('bricks', 'histogram')],
    description: 'Bricks of one height: where the last one begins and ends, its direction, and how many this bar added.',
    source: 'S. Nison, Beyond Candlesticks (1994)',
  },
  warmup: () => 0,
  createKernel: ({ brickSize }) => new RenkoKernel(brickSize!),
});
