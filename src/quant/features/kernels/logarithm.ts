/*
 * Logarithms of what lies about 1, as most ratios of prices do, in the few operations that a loop over bars has room for; `Math.log` is a call
 * of a function of C. ln(x) = 2 artanh(s) with s = (x - 1) / (x + 1), by the minimax polynomial of fdlibm (Sun Microsystems, e_log.c), whose
 * error is below 2^-58 while x lies between 1 / sqrt(2) and sqrt(2).
 */

/** Square of the largest |s| that the polynomial is made for, which belongs to sqrt(2). */
const widest = 0.02943725152285942;

/** 2 artanh(s), where `square` is s * s and at most `widest`. */
const twiceArtanh = (s: number, square: number): number =>
  s * (2 + square * (0.6666666666666735130 + square * (0.3999999999940941908 + square * (0.2857142874366239149 +
    square * (0.2222219843214978396 + square * (0.1818357216161805012 + square * (0.1531383769920937332 + square * 0.1479819860511658591)))))));

/**
 * ln(a / b), to the last digit or two however near the two are: their difference is exact where their ratio would be rounded. What `Math.log`
 * gives where they are far apart, not above 0 or no numbers; and where s is 0, because they are equal or their sum is beyond the largest number.
 */
export function logOfRatio(a: number, b: number): number {
  const s = (a - b) / (a + b);
  const square = s * s;
  return s !== 0 && square < widest ? twiceArtanh(s, square) : Math.log(a / b);
}
