import type { Guarded } from './guard.ts';

export const strategiesRouter = ({ strategies: os }: Guarded) => ({
  list: os.list.handler(({ context: { core } }) => [...core.strategies.list()]),
});
