import type { ChartIndicator, ChartInput } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { useInstruments } from '../../market/index.ts';

/** A column of another instrument that an indicator reads. */
export type InstrumentInput = Extract<ChartInput, { instrumentId: string }>;

/** The close of what others are usually measured against: the first fund of a whole market, else the first fund; null: there is none. */
export function useBenchmark(): InstrumentInput | null {
  const id = useInstruments(({ all }) => (all.find((one) => one.assetClass === 'etf' && one.sector === null) ?? all.find((one) => one.assetClass === 'etf'))?.id);
  return id === undefined ? null : { instrumentId: id, column: 'close' };
}

/** What an indicator usually reads on a chart; null: columns of the bars, as it says itself. */
export const usualInputs = (info: IndicatorInfo, benchmark: InstrumentInput | null): ChartIndicator['inputs'] =>
  info.benchmark === undefined || benchmark === null ? null : info.inputs.map((input, k) => (k === info.benchmark ? benchmark : input));
