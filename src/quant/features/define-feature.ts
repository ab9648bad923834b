import type { FeatureScaling } from '../../contract/model/feature.ts';
import type { Param } from '../../contract/model/param.ts';
import type { Graph, Node } from './graph/graph.ts';

/**
 * A feature, or several that differ in their numbers: `return` with one parameter gives `return_1`, `return_5` and any other. What
 * people and programs need to know of it, and how its column comes about.
 */
export type FeatureFamily = {
  readonly family: string;
  readonly group: string;
  readonly params: readonly Omit<Param, 'default'>[];
  /** The members of the default set, each by its parameters. */
  readonly presets: readonly (readonly number[])[];
  /** `{0}` stands for the first parameter. */
  readonly title: string;
  readonly description: string;
  readonly source: string;
  readonly scaling: FeatureScaling;
  /** Least and largest value, where there are any. */
  readonly bounds?: readonly [number, number];
  readonly isSparse?: boolean;
  build(graph: Graph, params: readonly number[]): Node;
};

export const defineFeatures = (family: FeatureFamily): FeatureFamily => family;

/** A feature without parameters. */
export const defineFeature = (feature: Omit<FeatureFamily, 'params' | 'presets' | 'build'> & { build(graph: Graph): Node }): FeatureFamily => ({ ...feature, params: [], presets: [[]] });

/** How many bars are looked at. */
export const barsParam = (min = 1, name = 'bars', title = 'Bars'): Omit<Param, 'default'> => ({ name, title, min, max: 100_000, isInteger: true });

/** What to do with a column before learning. */
export const scalingAdvice: Readonly<Record<FeatureScaling, string>> = {
  none: 'Use it as it is: its range is fixed.',
  standardise: 'Subtract the mean and divide by the deviation, both of the training part alone.',
  robust: 'Heavy tails: subtract the median, divide by the distance of the quartiles, both of the training part alone, and cut at five.',
};
