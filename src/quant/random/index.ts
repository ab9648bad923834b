export { hash, normal, streamKey, uniform } from './hash-random.ts';
