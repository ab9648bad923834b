import type { IndicatorInput, IndicatorSource } from '../../../contract/model/indicator.ts';
import { QuantError } from '../../error.ts';
import { resolveChain } from './resolve-chain.ts';
import { computeChain } from './compute-chain.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

const isColumn = (value: unknown): value is (typeof columns)[number] => columns.some((one) => one === value);

/**
 * An indicator as a strategy asks for it: a name; a list of name, parameters and the output or `{ of, columns, output }`; or the object that
 * the contract takes. `of` is what it reads: a column of the bars or another such request. QuantError for anything else.
 */
export function readIndicatorRequest(request: unknown, what: string): IndicatorSource {
  if (typeof request === 'string') return { name: request, params: {} };
  if (Array.isArray(request)) {
    const [name, params = {}, options = {}] = request as unknown[];
    return read({ name, params, ...(typeof options === 'string' ? { output: options } : requireObject(options, what)) }, what);
  }
  return read(requireObject(request, what), what);
}

function read(request: Readonly<Record<string, unknown>>, what: string): IndicatorSource {
  const { name, params = {}, of, columns: given, output, ...others } = request;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refuse(what, `has ${unknown}, which no indicator takes`);
  if (typeof name !== 'string') throw refuse(what, 'has no name of an indicator');
  if (output !== undefined && typeof output !== 'string') throw refuse(what, 'names its output by something that is no text');
  const inputs = given ?? (of === undefined ? undefined : [of]);
  if (inputs !== undefined && !Array.isArray(inputs)) throw refuse(what, 'has columns that are no list');
  const source = { name, params: readParams(params, what) };
  return {
    ...source,
    ...(inputs === undefined ? {} : { columns: inputs.map((one): IndicatorInput => (isColumn(one) ? one : readIndicatorRequest(one, what))) }),
    ...(output === undefined ? {} : { output }),
  };
}

function readParams(params: unknown, what: string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(requireObject(params, what)).map(([name, value]) => {
      if (typeof value !== 'number') throw refuse(what, `has ${name} that is no number`);
      return [name, value];
    }),
  );
}

function requireObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw refuse(what, 'is no indicator');
}

const refuse = (what: string, why: string): QuantError =>
  new QuantError('INDICATOR_INVALID', `${what} ${why}; write it like ['sma', { timePeriod: 20 }] or ['bbands', { timePeriod: 20 }, 'upper'].`);

/** One column of an indicator, by its source; and a key that is equal for equal columns. */
export type IndicatorColumnSource = { readonly key: string; compute(bars: BarColumns): Float64Array };

/** What a source computes: the column of its output, the first where none is named. */
export function resolveColumn(source: IndicatorSource): IndicatorColumnSource {
  const chain = resolveChain({ name: source.name, params: source.params, columns: source.columns ?? null });
  const names = chain.definition.info.outputs.map((one) => one.name);
  const place = source.output === undefined ? 0 : names.indexOf(source.output);
  if (place < 0) throw new QuantError('UNKNOWN_OUTPUT', `${source.name} has no output ${source.output}; it has ${names.join(', ')}.`);
  return { key: `${chain.key} ${place}`, compute: (bars) => computeChain(chain, bars)[place] };
}
