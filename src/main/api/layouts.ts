import type { Guarded } from './guard.ts';

export const layoutsRouter = ({ layouts: os }: Guarded) => ({
  list: os.list.handler(({ context: { core } }) => core.layouts.list()),
  get: os.get.handler(({ input: { name }, context: { core } }) => core.layouts.get(name)),
  save: os.save.handler(({ input, context: { core } }) => core.layouts.save(input)),
});
