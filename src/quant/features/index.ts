export { computeFeatures, type FeatureOptions, type FeatureValues } from './compute-features.ts';
export type { FeatureBar, FeatureColumns } from './feature-columns.ts';
export { createFeatureStream, type FeatureStream, type FeatureStreamOptions, type FeatureStreamState } from './feature-stream.ts';
export { computeJoins, joinAsKnown, type JoinedSeries, type KnownSeries } from './join-as-known.ts';
export { describeFeature, findFeature, listFeatures, namesOfSet } from './registry.ts';
