const cdfCentre = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745] as const;
const cdfCentreBelow = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const;
const cdfMiddle = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
] as const;
const cdfMiddleBelow = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761,
  18615.571640885097, 34900.95272114598, 38912.00328609327, 19685.429676859992,
] as const;
const cdfTail = [0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793, 0.023073441764940174] as const;
const cdfTailBelow = [1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662] as const;

const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / rootTwoPi;

/** exp(−z²/2) without the loss of digits of squaring a large z. */
function bell(z: number): number {
  const near = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * near * near) * Math.exp(-0.5 * (z - near) * (z + near));
}

/** Share of the standard normal distribution above z, for z from 0.67448975 on. */
function upperTail(z: number): number {
  if (z < Math.sqrt(32)) {
    let [above, below] = [cdfMiddle[8] * z, z];
    for (let i = 0; i < 7; i++) {
      above = (above + cdfMiddle[i]!) * z;
      below = (below + cdfMiddleBelow[i]!) * z;
    }
    return (bell(z) * (above + cdfMiddle[7])) / (below + cdfMiddleBelow[7]);
  }
  const inverse = 1 / (z * z);
  let [above, below] = [cdfTail[5] * inverse, inverse];
  for (let i = 0; i < 4; i++) {
    above = (above + cdfTail[i]!) * inverse;
    below = (below + cdfTailBelow[i]!) * inverse;
  }
  const share = (inverse * (above + cdfTail[4])) / (below + cdfTailBelow[4]);
  return (bell(z) * (1 / rootTwoPi - share)) / z;
}

/**
 * Share of the standard normal distribution below z, to about 1e-15 relative in the lower tail. Rational approximations of
 * W. J. Cody, Rational Chebyshev approximations for the error function, 1969 (ACM 715).
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const size = Math.abs(z);
  if (size > 0.67448975) return z < 0 ? upperTail(size) : 1 - upperTail(size);
  const square = size > 1e-16 ? size * size : 0;
  let [above, below] = [cdfCentre[4] * square, square];
  for (let i = 0; i < 3; i++) {
    above = (above + cdfCentre[i]!) * square;
    below = (below + cdfCentreBelow[i]!) * square;
  }
  return 0.5 + (z * (above + cdfCentre[3])) / (below + cdfCentreBelow[3]);
}

const horner = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const centre = [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665];
const centreBelow = [5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1];
const middle = [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835];
const middleBelow = [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1];
const tail = [2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103];
const tailBelow = [2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1];

/**
 * The value below which a share of the standard normal distribution lies, to about 1e-16 relative (M. J. Wichura, The percentage
 * points of the normal distribution, 1988, AS 241). −∞ of 0, ∞ of 1, NaN outside.
 */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) return Number.NaN;
  if (share === 0) return Number.NEGATIVE_INFINITY;
  if (share === 1) return Number.POSITIVE_INFINITY;
  const offset = share - 0.5;
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180625 - offset * offset;
    return (offset * horner(centre, r)) / horner(centreBelow, r);
  }
  const r = Math.sqrt(-Math.log(offset < 0 ? share : 1 - share));
  const size = r <= 5 ? horner(middle, r - 1.6) / horner(middleBelow, r - 1.6) : horner(tail, r - 5) / horner(tailBelow, r - 5);
  return offset < 0 ? -size : size;
}
