/**
 * A part of a whole; 0 where there is no whole, as TA-Lib answers where nothing moves. Never -0, which a state saved as JSON would
 * not bring back.
 */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole + 0);

/** Logarithm of what became of a price; 0 where it stayed the same, also at 0. */
export const logOf = (price: number, before: number): number => (price === before ? 0 : Math.log(price / before));

/** A volume; NaN where it is below zero, which no volume is. */
export const volumeOf = (volume: number): number => (volume >= 0 ? volume : Number.NaN);
