export { createSystem, type SystemDeps } from './create-system.ts';
export type { HealthSource, Probe, ProbeFinding } from './ports.ts';
export { runProbes } from './run-probes.ts';
export type { System } from './system.ts';
