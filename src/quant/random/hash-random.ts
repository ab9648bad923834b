/** One round of a 32-bit mixer with full avalanche (constants by C. Wellons, "hash-prospector", lowbias32). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

const golden = 0x9e3779b9;
const saltOf = (salt: number): number => Math.imul(salt + 1, golden);
const toUnit = (bits: number): number => ((bits >>> 0) + 0.5) / 4_294_967_296;

/** Index and key meet only after a round: were they added first, two streams would be one another's past or future. */
const baseOf = (key: number, index: number): number => mix(mix(index + golden) ^ key);

/** The key of one stream of random numbers under a seed. Streams have nothing in common, nor have neighbouring seeds. */
export const streamKey = (seed: number, stream: number): number => mix(mix(seed | 0) ^ stream);

/**
 * A random 32-bit number as a pure function of stream, index and salt: the same always give the same number, in any order of
 * asking. Each part is folded in with a round of its own, so that neighbours have nothing in common.
 */
export const hash = (key: number, index: number, salt = 0): number => mix(baseOf(key, index) ^ saltOf(salt)) >>> 0;

/** Uniform in (0, 1): never 0 and never 1. */
export const uniform = (key: number, index: number, salt = 0): number => toUnit(mix(baseOf(key, index) ^ saltOf(salt)));

/** Standard normal deviate by Box and Muller (1958), from two uniforms of the same key. */
export function normal(key: number, index: number, salt = 0): number {
  const base = baseOf(key, index);
  return Math.sqrt(-2 * Math.log(toUnit(mix(base ^ saltOf(2 * salt))))) * Math.cos(2 * Math.PI * toUnit(mix(base ^ saltOf(2 * salt + 1))));
}
