import type { Guarded } from './guard.ts';

export const strategiesRouter = ({ strategies: os }: Guarded) => ({
  list: os.list.handler(async ({ context: { core } }) => [...(await core.strategies.list())]),

  get: os.get.handler(({ input, context: { core } }) => core.strategies.get(input.name)),

  save: os.save.handler(({ input, context: { core } }) => core.strategies.save(input.file, input.source)),

  check: os.check.handler(({ input, context: { core } }) => core.strategies.check(input.file, input.source)),

  explain: os.explain.handler(({ input, context: { core } }) => core.strategies.explain(input.rules)),

  remove: os.remove.handler(async ({ input, context: { core } }) => {
    await core.strategies.remove(input.name);
    return { name: input.name };
  }),
});
