import { defineIndicator } from '../../define-indicator.ts';
import { overPrices } from '../../outputs.ts';
import { EmaKernel } from '../../overlap/ema.ts';
import { timePeriodParam } from '../../params.ts';

/** The average inside `rsi`, `atr` and `adx`, which follow Wilder; an exponential one of twice the period less one. */
export const smma = defineIndicator({
  info: {
    name: 'smma',
    title: 'Smoothed moving average (Wilder, RMA)',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(14)],
    outputs: [overPrices()],
    description: 'Exponential mean in which a bar counts one part in as many as the period, begun with the plain mean.',
    source: 'J. W. Wilder, New Concepts in Technical Trading Systems (1978); TradingView ta.rma',
  },
  warmup: ({ timePeriod }) => timePeriod! - 1,
  createKernel: ({ timePeriod }) => new EmaKernel(timePeriod!, 1 / timePeriod!),
});
