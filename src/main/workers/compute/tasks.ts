import { runBacktest } from '../../../quant/engine/run-backtest.ts';
import type { Task, TaskName } from '../../../quant/tasks.ts';

/** Every computation that runs in the pool. A new one is an entry in the task map of quant and a line here. */
export const tasks: { readonly [K in TaskName]: Task<K> } = {
  'backtest.run': runBacktest,
};
