import type { TaskMap } from '../../../quant/tasks.ts';
import { prepareStrategies } from './guest/load-guest.ts';
import { createTaskRunner } from './task-runner.ts';
import { tasks } from './tasks.ts';

/** What the pool calls in each of its threads. */
export const runTask = createTaskRunner<TaskMap>(tasks, prepareStrategies);
