import { createSystemClock } from '../../src/main/adapters/clock/system-clock.ts';
import { createPool } from '../../src/main/adapters/pool/index.ts';
import type { TrialTasks } from './job-port-tasks.ts';

// A process that ends only when nothing keeps it: one pool goes through faults and is disposed of, another just becomes idle.
const options = { clock: createSystemClock(), worker: new URL('./job-port-tasks.ts', import.meta.url), concurrency: 2 };
const pool = createPool<TrialTasks>(options);
await Promise.all([pool.run('exit', 1), pool.run('spin', null, { timeoutMs: 100 }), pool.run('fillArrays', null, { memoryLimitMb: 150 })]);
void pool.run('spin', null);
await pool.dispose();

const idle = createPool<TrialTasks>(options);
await idle.run('add', [1]);
console.log('done');
