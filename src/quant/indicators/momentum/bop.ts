import { defineIndicator } from '../define-indicator.ts';
import { PartsKernel } from '../kernel-parts.ts';
import { noMovement } from '../no-movement.ts';
import { inOwnPane } from '../outputs.ts';

class BopKernel extends PartsKernel {
  constructor() {
    super(1);
  }

  evaluate(inputs: readonly Float64Array[], index: number): void {
    const range = inputs[1]![index]! - inputs[2]![index]!;
    const body = inputs[3]![index]! - inputs[0]![index]!;
    this.result[0] = range < noMovement && body === body ? 0 : body / range;
  }
}

export const bop = defineIndicator({
  info: {
    name: 'bop',
    title: 'Balance of power',
    group: 'Momentum',
    inputs: ['open', 'high', 'low', 'close'],
    params: [],
    outputs: [inOwnPane('real', 'histogram')],
    description: 'Which part of the range of a bar went from open to close, from -1 to 1.',
    source: 'TA-Lib BOP; I. Livshin, Stocks & Commodities (August 2001)',
  },
  warmup: () => 0,
  createKernel: () => new BopKernel(),
});
