/** Widest half of a label, as a share of the ruler. */
const half = 0.03;

/** Which way a label of the ruler must lean so that its end is not cut off: at its edges inwards, else it stands over its tick. */
export const leanOf = (share: number): 'right' | 'left' | undefined => (share < half ? 'right' : share > 1 - half ? 'left' : undefined);
