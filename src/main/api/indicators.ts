import { copyBatches } from './copy-batches.ts';
import type { Guarded } from './guard.ts';

export const indicatorsRouter = ({ indicators: os }: Guarded) => ({
  list: os.list.handler(({ context: { core } }) => [...core.analysis.indicators()]),

  compute: os.compute.handler(async ({ input, context: { core } }) => {
    const { instrumentId, timeframe, name, params, columns = null, beforeMs = null, limit } = input;
    const result = await core.analysis.computeSeriesIndicator({ instrumentId, timeframe }, { name, params, columns }, { beforeMs, limit });
    const outputs = Object.fromEntries(Object.entries(result.outputs).map(([output, values]) => [output, [...values]]));
    return { ...result, time: [...result.time], outputs };
  }),

  watch: os.watch.handler(({ input: { instrumentId, timeframe, name, params, columns = null }, context: { core, signal } }) =>
    copyBatches(core.analysis.watchIndicator({ instrumentId, timeframe }, { name, params, columns }, signal))),
});
