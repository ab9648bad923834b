import type { Param } from '../contract/model/param.ts';
import { QuantError } from './error.ts';
import { nearestName } from './text/nearest-name.ts';

/**
 * Parameters complete and inside their ranges. An unknown name (UNKNOWN_PARAMETER, with the nearest one) and a value out of
 * range (PARAMETER_OUT_OF_RANGE, with the range) are refused.
 *
 * @param owner what the parameters belong to, for the sentence.
 */
export function resolveParams(owner: string, params: readonly Param[], given: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  for (const name of Object.keys(given)) {
    if (params.some((param) => param.name === name)) continue;
    const nearest = nearestName(name, params.map((param) => param.name));
    const known = params.length === 0 ? 'it has none.' : `it has ${params.map((param) => param.name).join(', ')}.`;
    throw new QuantError('UNKNOWN_PARAMETER', `${owner} has no parameter ${name}; ${nearest === null ? known : `did you mean ${nearest}?`}`);
  }
  return Object.fromEntries(params.map((param) => [param.name, checkRange(owner, param, given[param.name] ?? param.default)]));
}

function checkRange(owner: string, param: Param, value: number): number {
  const isGood = value >= param.min && value <= param.max && (!param.isInteger || Number.isInteger(value));
  if (isGood) return value;
  const kind = param.isInteger ? 'a whole number' : 'a number';
  throw new QuantError('PARAMETER_OUT_OF_RANGE', `${owner}: ${param.name} is ${value}; it must be ${kind} from ${param.min} to ${param.max}.`);
}
