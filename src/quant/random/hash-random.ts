/** One round of a 32-bit mixer with full avalanche (constants by C. Wellons, "hash-prospector", lowbias32). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/**
 * A random 32-bit number as a pure function of a key: the same key always gives the same number, in any order of asking.
 * Each part of the key is folded in with a round of its own, so that neighbouring keys have nothing in common.
 */
export function hash(seed: number, stream: number, index: number, salt = 0): number {
  return mix(mix(mix(mix(seed | 0) ^ stream) + index) ^ Math.imul(salt + 1, 0x9e3779b9)) >>> 0;
}

/** Uniform in (0, 1): never 0 and never 1. */
export const uniform = (seed: number, stream: number, index: number, salt = 0): number => (hash(seed, stream, index, salt) + 0.5) / 4_294_967_296;

/** Standard normal deviate by Box and Muller (1958), from two uniforms of the same key. */
export const normal = (seed: number, stream: number, index: number, salt = 0): number =>
  Math.sqrt(-2 * Math.log(uniform(seed, stream, index, 2 * salt))) * Math.cos(2 * Math.PI * uniform(seed, stream, index, 2 * salt + 1));
