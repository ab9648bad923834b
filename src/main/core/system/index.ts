export { createSystem, type SystemDeps } from './create-system.ts';
export { createFeedHealth, type FeedHealthDeps } from './feed-health.ts';
export { observeJobs } from './job-health.ts';
export type { HealthSource, Probe, ProbeFinding } from './ports.ts';
export { runProbes } from './run-probes.ts';
export type { System } from './system.ts';
