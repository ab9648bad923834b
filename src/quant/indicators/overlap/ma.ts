import { defineIndicator } from '../define-indicator.ts';
import { overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { createMovingAverage, maTypeParam, movingAverageWarmup } from './moving-average.ts';

export const ma = defineIndicator({
  info: {
    name: 'ma',
    title: 'Moving average',
    group: 'Trend',
    inputs: ['close'],
    params: [timePeriodParam(30, 1), maTypeParam()],
    outputs: [overPrices()],
    description: 'An average of the kind that is asked for.',
    source: 'TA-Lib MA',
  },
  warmup: ({ timePeriod, maType }) => movingAverageWarmup(maType!, timePeriod!),
  createKernel: ({ timePeriod, maType }) => createMovingAverage(maType!, timePeriod!),
});
