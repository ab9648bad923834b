import type { JoinedSeries } from '../core/analysis/index.ts';
import type { Guarded } from './guard.ts';

const toJson = (values: Float64Array): (number | null)[] => Array.from(values, (value) => (Number.isNaN(value) ? null : value));

const toJoin = ({ name, knownAtMs, time = knownAtMs, value }: { readonly name: string; readonly knownAtMs: number[]; readonly time?: number[] | undefined; readonly value: (number | null)[] }): JoinedSeries =>
  ({ name, series: { time: Float64Array.from(time), knownAtMs: Float64Array.from(knownAtMs), value: Float64Array.from(value, (one) => one ?? Number.NaN) } });

export const featuresRouter = ({ features: os }: Guarded) => ({
  list: os.list.handler(({ context: { core } }) => [...core.features.list()]),

  compute: os.compute.handler(async ({ input, context: { core, signal } }) => {
    const { instrumentId, timeframe, set, names = null, timezone = null, peers, joins, beforeMs = null, limit } = input;
    const result = await core.features.computeSeries({ instrumentId, timeframe }, { set, names, timezone }, { beforeMs, limit, peers, joins: joins.map(toJoin) }, { signal });
    const columns = Object.fromEntries(Object.entries(result.columns).map(([name, values]) => [name, toJson(values)]));
    return { bars: result.bars, names: [...result.names], warmups: [...result.warmups], time: Array.from(result.time), columns };
  }),
});
