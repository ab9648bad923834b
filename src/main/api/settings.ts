import type { Guarded } from './guard.ts';

export const settingsRouter = ({ settings: os }: Guarded) => ({
  get: os.get.handler(({ context: { core } }) => core.settings.get()),
  patch: os.patch.handler(({ input, context: { core } }) => core.settings.patch(input)),
  watch: os.watch.handler(({ context: { core, signal } }) => core.settings.watch(signal)),
});
