export { openSimulation, type Simulation } from './open-simulation.ts';
