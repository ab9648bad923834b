import type { IndicatorInput, IndicatorSource } from '../../../contract/model/indicator.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { QuantError } from '../../error.ts';
import { resolveParams } from '../../resolve-params.ts';
import { nearestName } from '../../text/nearest-name.ts';
import type { IndicatorDefinition, IndicatorParams } from '../define-indicator.ts';
import { findIndicator } from '../registry.ts';

/** What an indicator of a chain reads: a column of the bars, or an output of another indicator by its place. */
export type ChainInput = keyof BarColumns | { readonly chain: IndicatorChain; readonly output: number };

/** An indicator over columns of bars or over other indicators, with every parameter and every input said. */
export type IndicatorChain = {
  readonly definition: IndicatorDefinition;
  readonly params: IndicatorParams;
  readonly inputs: readonly ChainInput[];
  /** Bars at the start of a series without a value: an indicator begins with the first value of what it reads. */
  readonly warmup: number;
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
      const said = used.map((one) => (typeof one === 'string' ? one : one.name)).join(', ');
      throw new QuantError('WRONG_COLUMNS', `${name} takes ${info.inputs.length} input column${info.inputs.length === 1 ? '' : 's'}, not ${used.length} (${said}).`);
    }
    const inputs = used.map((one): ChainInput => (typeof one === 'string' ? one : toInput(resolve(one), one.output)));
    const before = Math.max(0, ...inputs.map((one) => (typeof one === 'string' ? 0 : one.chain.warmup)));
    const key = JSON.stringify([name, Object.entries(params), inputs.map((one) => (typeof one === 'string' ? one : [one.chain.key, one.output]))]);
    return { definition, params, inputs, warmup: before + definition.warmup(params), key };
  };
  return resolve(request);
}

function toInput(chain: IndicatorChain, wanted: string | undefined): ChainInput {
  const { name, outputs } = chain.definition.info;
  const names = outputs.map((one) => one.name);
  const output = wanted === undefined ? 0 : names.indexOf(wanted);
  if (output >= 0) return { chain, output };
  const nearest = nearestName(wanted ?? '', names);
  throw new QuantError('UNKNOWN_OUTPUT', `${name} has no output ${wanted}; ${nearest === null ? `it has ${names.join(', ')}.` : `did you mean ${nearest}?`}`);
}
