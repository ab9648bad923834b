import type { Guarded } from './guard.ts';

const toJson = (values: Float64Array): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : value));

export const featuresRouter = ({ features: os }: Guarded) => ({
  list: os.list.handler(({ context: { core } }) => [...core.features.list()]),

  compute: os.compute.handler(async ({ input, context: { core, signal } }) => {
    const { instrumentId, timeframe, set, names = null, timezone = null, peers, beforeMs = null, limit } = input;
    const result = await core.features.computeSeries({ instrumentId, timeframe }, { set, names, timezone }, { beforeMs, limit, peers }, { signal });
    const columns = Object.fromEntries(Object.entries(result.columns).map(([name, values]) => [name, toJson(values)]));
    return { bars: result.bars, names: [...result.names], warmups: [...result.warmups], time: Array.from(result.time), columns };
  }),
});
