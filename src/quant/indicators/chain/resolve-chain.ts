import type { IndicatorInput, IndicatorSource, InstrumentColumn } from '../../../contract/model/indicator.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { QuantError } from '../../error.ts';
import { resolveParams } from '../../resolve-params.ts';
import { nearestName } from '../../text/nearest-name.ts';
import type { IndicatorDefinition, IndicatorParams } from '../define-indicator.ts';
import { findIndicator } from '../registry.ts';

/** What an indicator of a chain reads: a column of the bars or of another instrument's, or an output of another indicator by its place. */
export type ChainInput = keyof BarColumns | InstrumentColumn | { readonly chain: IndicatorChain; readonly output: number };

/** An indicator over columns of bars or over other indicators, with every parameter and every input said. */
export type IndicatorChain = {
  readonly definition: IndicatorDefinition;
  readonly params: IndicatorParams;
  readonly inputs: readonly ChainInput[];
  /** Bars at the start of a series without a value: an indicator begins with the first value of what it reads. */
  readonly warmup: number;
  /** Other instruments whose bars are read, each once. */
  readonly instruments: readonly InstrumentId[];
  /** Equal for equal computations, in whatever order parameters are given and whether defaults are said or not. */
  readonly key: string;
};

/** More indicators than this in one computation are refused. */
const mostIndicators = 16;

/**
 * Everything that a computation says, and everything that it leaves to the defaults. Refused with a QuantError: an unknown indicator or output
 * with the nearest name, a parameter out of its range, a wrong number of inputs, and more than sixteen indicators in one.
 */
export function resolveChain(request: Pick<IndicatorSource, 'name' | 'params'> & { readonly columns?: readonly IndicatorInput[] | null | undefined }): IndicatorChain {
  let count = 0;
  const resolve = ({ name, params: given, columns }: typeof request): IndicatorChain => {
    count += 1;
    if (count > mostIndicators) throw new QuantError('TOO_MANY_INDICATORS', `${request.name} reads more than ${mostIndicators - 1} other indicators; that is the most.`);
    const definition = findIndicator(name);
    const { info } = definition;
    const params = resolveParams(name, info.params, given);
    const used = columns ?? info.inputs;
    if (used.length !== info.inputs.length) {
      const said = used.map((one) => (typeof one === 'string' ? one : 'instrumentId' in one ? `${one.instrumentId} ${one.column}` : one.name)).join(', ');
      throw new QuantError('WRONG_COLUMNS', `${name} takes ${info.inputs.length} input column${info.inputs.length === 1 ? '' : 's'}, not ${used.length} (${said}).`);
    }
    const inputs = used.map((one): ChainInput => (typeof one === 'string' || 'instrumentId' in one ? one : toInput(resolve(one), one.output)));
    const below = inputs.flatMap((one) => (typeof one !== 'string' && 'chain' in one ? [one.chain] : []));
    const instruments = new Set([...inputs.flatMap((one) => (typeof one !== 'string' && 'instrumentId' in one ? [one.instrumentId] : [])), ...below.flatMap((one) => one.instruments)]);
    const warmup = Math.max(0, ...below.map((one) => one.warmup)) + definition.warmup(params);
    return { definition, params, inputs, warmup, instruments: [...instruments], key: JSON.stringify([name, Object.entries(params), inputs.map(keyOf)]) };
  };
  return resolve(request);
}

const keyOf = (input: ChainInput): unknown => (typeof input === 'string' ? input : 'chain' in input ? [input.chain.key, input.output] : { of: input.instrumentId, column: input.column });

function toInput(chain: IndicatorChain, wanted: string | undefined): ChainInput {
  const { name, outputs } = chain.definition.info;
  const names = outputs.map((one) => one.name);
  const output = wanted === undefined ? 0 : names.indexOf(wanted);
  if (output >= 0) return { chain, output };
  const nearest = nearestName(wanted ?? '', names);
  throw new QuantError('UNKNOWN_OUTPUT', `${name} has no output ${wanted}; ${nearest === null ? `it has ${names.join(', ')}.` : `did you mean ${nearest}?`}`);
}
