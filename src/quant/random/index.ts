export { hash, normal, uniform } from './hash-random.ts';
