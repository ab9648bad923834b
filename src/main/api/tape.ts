import type { Guarded } from './guard.ts';

export const tapeRouter = ({ tape: os }: Guarded) => ({
  status: os.status.handler(({ context: { core } }) => core.tape.status()),

  watch: os.watch.handler(({ context: { core, signal } }) => core.tape.watch(signal)),

  play: os.play.handler(({ context: { core } }) => core.tape.play()),

  pause: os.pause.handler(({ context: { core } }) => core.tape.pause()),

  setSpeed: os.setSpeed.handler(({ input, context: { core } }) => core.tape.setSpeed(input.speed)),

  step: os.step.handler(({ input, context: { core } }) => core.tape.step(input.by)),

  runScenario: os.runScenario.handler(({ input: { kind, instrumentId = null }, context: { core } }) => core.tape.runScenario(kind, instrumentId)),

  timeline: os.timeline.handler(({ input, context: { core } }) => core.tape.timeline(input)),
});
