import type { BarColumns } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { QuantError } from '../../error.ts';
import { computeInputs } from '../compute-indicator.ts';
import { barsAsOf } from './bars-as-of.ts';
import type { ChainInput, IndicatorChain } from './resolve-chain.ts';

/** Bars by instrument. */
export type BarsByInstrument = ReadonlyMap<InstrumentId, BarColumns>;

/**
 * An indicator over bars, or over other indicators over them: one column per output, one value per bar, NaN where there is none yet.
 *
 * It begins with the first bar at which everything that it reads has a value, as if the series began there.
 *
 * @param others bars of the instruments that the chain names, at moments of their own; they are read as known at each bar (`barsAsOf`).
 * NO_SERIES where one is not among them.
 */
export function computeChain(chain: IndicatorChain, bars: BarColumns, others: BarsByInstrument = new Map()): readonly Float64Array[] {
  const aligned = chain.instruments.map((id) => {
    const other = others.get(id);
    if (other === undefined) throw new QuantError('NO_SERIES', `${chain.definition.info.name} reads ${id}, whose bars cannot be had here; read a column of the bars instead.`);
    return [id, barsAsOf(bars.time, other)] as const;
  });
  return compute(chain, bars, new Map(aligned));
}

function compute(chain: IndicatorChain, bars: BarColumns, aligned: BarsByInstrument): readonly Float64Array[] {
  const { definition, params, inputs } = chain;
  const read = inputs.map((one) => readInput(one, bars, aligned));
  const count = bars.time.length;
  const made = read.filter((_, k) => typeof inputs[k] !== 'string');
  let first = 0;
  while (first < count && made.some((column) => !Number.isFinite(column[first]))) first += 1;
  const outputs = definition.info.outputs.map(() => new Float64Array(count).fill(Number.NaN, 0, first));
  computeInputs(definition, read.map((column) => column.subarray(first)), params, outputs.map((column) => column.subarray(first)));
  return outputs;
}

function readInput(input: ChainInput, bars: BarColumns, aligned: BarsByInstrument): Float64Array {
  if (typeof input === 'string') return bars[input];
  return 'chain' in input ? compute(input.chain, bars, aligned)[input.output]! : aligned.get(input.instrumentId)![input.column];
}
