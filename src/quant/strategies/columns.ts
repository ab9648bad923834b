import type { BarColumns } from '../../contract/model/bar.ts';
import type { IndicatorDefinition, IndicatorParams } from '../indicators/define-indicator.ts';
import { computeEma } from '../indicators/overlap/ema.ts';
import { computeSma } from '../indicators/overlap/sma.ts';
import { computeRsi } from '../indicators/momentum/rsi.ts';
import { computeStddev } from '../indicators/statistic/stddev.ts';
import { atr } from '../indicators/volatility/atr.ts';
import type { NamedColumn } from './column-strategy.ts';

export const closeColumn: NamedColumn = ['close', (bars) => bars.close];

export const smaColumn = (period: number): NamedColumn => [`sma close ${period}`, (bars) => computeSma(bars.close, period)];

export const emaColumn = (period: number): NamedColumn => [`ema close ${period}`, (bars) => computeEma(bars.close, period)];

export const rsiColumn = (period: number): NamedColumn => [`rsi close ${period}`, (bars) => computeRsi(bars.close, period)];

/** Standard deviation of the population of closes. */
export const deviationColumn = (period: number): NamedColumn => [`stddev close ${period}`, (bars) => computeStddev(bars.close, period)];

export const atrColumn = (timePeriod: number): NamedColumn => indicatorColumn(atr, { timePeriod }, 'real');

/** One output of an indicator over its usual inputs. Parameters must be complete. */
export const indicatorColumn = (definition: IndicatorDefinition, params: IndicatorParams, output: string): NamedColumn =>
  [`${definition.info.name} ${Object.values(params).join(' ')} ${output}`, (bars) => computeOutput(definition, params, output, bars)];

function computeOutput({ info, createKernel, computeColumns }: IndicatorDefinition, params: IndicatorParams, output: string, bars: BarColumns): Float64Array {
  const inputs = info.inputs.map((name) => bars[name]);
  const outputs = info.outputs.map(() => new Float64Array(bars.close.length));
  const place = info.outputs.findIndex((one) => one.name === output);
  if (computeColumns?.(inputs, params, outputs) === true) return outputs[place];
  const kernel = createKernel(params);
  for (let i = 0; i < bars.close.length; i++) {
    kernel.evaluate(inputs, i);
    outputs[place][i] = kernel.result[place];
    kernel.commit();
  }
  return outputs[place];
}
