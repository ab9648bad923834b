import type { FeatureInfo, FeatureInput } from '../../contract/model/feature.ts';
import { QuantError } from '../error.ts';
import { resolveParams } from '../resolve-params.ts';
import { nearestName } from '../text/nearest-name.ts';
import { scalingAdvice, type FeatureFamily } from './define-feature.ts';
import { closureOf, Graph, type Node } from './graph/graph.ts';
import { calendar } from './groups/calendar.ts';
import { candleShapes } from './groups/candles.ts';
import { crossSections } from './groups/cross-section.ts';
import { levels } from './groups/levels.ts';
import { meanReversions } from './groups/mean-reversion.ts';
import { microstructure } from './groups/microstructure.ts';
import { momenta } from './groups/momentum.ts';
import { regimes } from './groups/regimes.ts';
import { returns } from './groups/returns.ts';
import { sessions } from './groups/session.ts';
import { volatilities } from './groups/volatility.ts';
import { volumes } from './groups/volume.ts';

/** A feature: its family with its numbers. */
export type Feature = { readonly name: string; readonly family: FeatureFamily; readonly params: readonly number[] };

const families: readonly FeatureFamily[] = [
  returns, volatilities, momenta, meanReversions, volumes, microstructure, levels, sessions, candleShapes, regimes, calendar, crossSections,
].flat();

const byFamily: ReadonlyMap<string, FeatureFamily> = new Map(families.map((one) => [one.family, one]));

const nameOf = (family: FeatureFamily, params: readonly number[]): string => [family.family, ...params].join('_');

const defaults: readonly Feature[] = families.flatMap((family) => family.presets.map((params) => ({ name: nameOf(family, params), family, params })));

/** Names of features that are asked for together. */
const sets: ReadonlyMap<string, readonly string[]> = new Map([['default', defaults.map((one) => one.name)]]);

/** Every feature of the default set. The numbers of a name may be others: `return_7` is one, too. */
export const listFeatures = (): readonly FeatureInfo[] => defaults.map(describeFeature);

/** Names of the features of a set; UNKNOWN_SET with the sets there are. */
export function namesOfSet(set: string): readonly string[] {
  const names = sets.get(set);
  if (names === undefined) throw new QuantError('UNKNOWN_SET', `There is no set of features ${set}; there is ${[...sets.keys()].join(', ')}.`);
  return names;
}

/**
 * A feature by its name. Refused are unknown names (UNKNOWN_FEATURE, with the nearest) and numbers out of their range
 * (PARAMETER_OUT_OF_RANGE, with the range).
 */
export function findFeature(name: string): Feature {
  const parts = /^(.*?)((?:_\d{1,9})*)$/.exec(name);
  const family = byFamily.get(parts?.[1] ?? '');
  const params = (parts?.[2] ?? '').split('_').slice(1).map(Number);
  if (family === undefined || params.length !== family.params.length) {
    const nearest = nearestName(name, defaults.map((one) => one.name));
    throw new QuantError('UNKNOWN_FEATURE', `There is no feature ${name}${nearest === null ? '' : `; did you mean ${nearest}?`}`);
  }
  const ranges = family.params.map((param, i) => ({ ...param, default: params[i]! }));
  resolveParams(name, ranges, Object.fromEntries(ranges.map((param) => [param.name, param.default])));
  return { name: nameOf(family, params), family, params };
}

/** The node of a feature in a graph. */
export const buildFeature = (graph: Graph, { family, params }: Feature): Node => family.build(graph, params);

/** What people and programs need to know of a feature; inputs and warm-up follow from what it is made of. */
export function describeFeature(feature: Feature): FeatureInfo {
  const { family, params, name } = feature;
  const node = buildFeature(new Graph(), feature);
  const fill = (text: string): string => params.reduce<string>((filled, value, i) => filled.replaceAll(`{${i}}`, String(value)), text).replaceAll(/(?<!\d)1 bars/g, '1 bar');
  return {
    name, title: fill(family.title), group: family.group, inputs: inputsOf(node), params: family.params.map((param, i) => ({ ...param, default: params[i]! })), outputs: [name],
    warmup: node.warmup, description: fill(family.description), source: fill(family.source), scaling: family.scaling, scalingAdvice: scalingAdvice[family.scaling],
    isBounded: family.bounds !== undefined, bounds: family.bounds === undefined ? null : [...family.bounds], isSparse: family.isSparse === true,
  };
}

const inputOrder: readonly FeatureInput[] = ['time', 'open', 'high', 'low', 'close', 'volume', 'bid', 'ask', 'bidSize', 'askSize'];

function inputsOf(node: Node): FeatureInput[] {
  const read = new Set(closureOf([node]).flatMap((one) => (one.kind === 'input' ? [one.name === 'localTime' ? 'time' : one.name] : [])));
  return inputOrder.filter((name) => read.has(name));
}
