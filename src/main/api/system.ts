import type { Guarded } from './guard.ts';

export const systemRouter = ({ system: os }: Guarded) => ({
  info: os.info.handler(({ context: { core } }) => core.system.info()),

  health: os.health.handler(({ context: { core } }) => core.system.health()),

  watchHealth: os.watchHealth.handler(({ context: { core, signal } }) => core.system.watchHealth(signal)),

  doctor: os.doctor.handler(({ context: { core } }) => core.system.doctor()),
});
