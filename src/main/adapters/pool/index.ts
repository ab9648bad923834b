export { createPool, type Pool, type PoolOptions } from './create-pool.ts';
export { toShared } from './to-shared.ts';
