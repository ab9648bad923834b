export { createPool, type Pool, type PoolOptions } from './create-pool.ts';
