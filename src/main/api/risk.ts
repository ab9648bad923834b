import type { Guarded } from './guard.ts';

export const riskRouter = ({ risk: os }: Guarded) => ({
  status: os.status.handler(({ context: { core } }) => core.trading.riskStatus()),

  kill: os.kill.handler(({ input, context: { core } }) => core.trading.halt(input.reason)),

  resume: os.resume.handler(({ context: { core } }) => core.trading.resume()),
});
