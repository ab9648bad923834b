import { streamKey } from '../random/index.ts';

const numberOf = (name: string): number => Array.from(name).reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);

/** Key of the random numbers that belong to a name: an instrument, a sector, the market. */
export const keyOf = (seed: number, kind: 'market' | 'regime' | 'sector' | 'instrument', name = ''): number => streamKey(seed, numberOf(`${kind}:${name}`));
