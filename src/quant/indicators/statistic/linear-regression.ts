import type { IndicatorInfo } from '../../../contract/model/indicator.ts';
import { defineIndicator, type IndicatorDefinition } from '../define-indicator.ts';
import { SeriesKernel } from '../kernel-parts.ts';
import { inOwnPane, overPrices } from '../outputs.ts';
import { timePeriodParam } from '../params.ts';
import { RollingLine } from '../rolling-line.ts';

/** A figure of the straight line through a window: its slope a bar, the mean of the window, how many bars it has. */
type LineFigure = (slope: number, mean: number, bars: number) => number;

class LineKernel extends SeriesKernel {
  readonly #line: RollingLine;
  readonly #bars: number;
  readonly #figure: LineFigure;

  constructor(timePeriod: number, figure: LineFigure) {
    const line = new RollingLine(timePeriod);
    super([line]);
    this.#line = line;
    this.#bars = timePeriod;
    this.#figure = figure;
  }

  peek(value: number): number {
    const slope = this.#line.peek(value);
    return this.#figure(slope, this.#line.mean, this.#bars);
  }
}

const defineLine = (name: string, title: string, description: string, output: IndicatorInfo['outputs'][number], figure: LineFigure): IndicatorDefinition =>
  defineIndicator({
    info: {
      name, title, description,
      group: 'Statistics',
      inputs: ['close'],
      params: [timePeriodParam(14)],
      outputs: [output],
      source: `TA-Lib ${name.toUpperCase()}, with sums that keep their digits where its own lose them`,
    },
    warmup: ({ timePeriod }) => timePeriod! - 1,
    createKernel: ({ timePeriod }) => new LineKernel(timePeriod!, figure),
  });

export const linearreg = defineLine('linearreg', 'Linear regression', 'End of the straight line through the last bars.', overPrices(),
  (slope, mean, bars) => mean + (slope * (bars - 1)) / 2);
export const linearregSlope = defineLine('linearreg_slope', 'Slope of the linear regression', 'How much the straight line through the last bars rises a bar.', inOwnPane(),
  (slope) => slope);
export const linearregAngle = defineLine('linearreg_angle', 'Angle of the linear regression', 'Angle of the straight line through the last bars, in degrees.', inOwnPane(),
  (slope) => Math.atan(slope) * (180 / Math.PI));
export const linearregIntercept = defineLine('linearreg_intercept', 'Start of the linear regression', 'Start of the straight line through the last bars.', overPrices(),
  (slope, mean, bars) => mean - (slope * (bars - 1)) / 2);
export const tsf = defineLine('tsf', 'Time series forecast', 'The straight line through the last bars, continued by one bar.', overPrices(),
  (slope, mean, bars) => mean + (slope * (bars + 1)) / 2);
