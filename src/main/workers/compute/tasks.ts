import { runBacktest } from '../../../quant/engine/run-backtest.ts';
import type { Task, TaskName } from '../../../quant/tasks.ts';
import { encodeResult } from './encode-result.ts';
import { fingerprintBars } from './fingerprint-bars.ts';

/** Every computation that runs in the pool. A new one is an entry in the task map of quant and a line here. */
export const tasks: { readonly [K in TaskName]: Task<K> } = {
  'backtest.run': ({ spec, runId, series }, context) =>
    encodeResult(spec, runId, runBacktest({ strategy: spec.strategy, params: spec.params, settings: spec.settings, series }, context)),
  'bars.fingerprint': fingerprintBars,
};
