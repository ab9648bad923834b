/** Most digits after the point that are tried; what needs more is kept as it is. */
const maxScale = 8;

/** Two bits below the last exact integer, so that differences, and differences of those, are exact too. */
const maxInteger = 2 ** 51;

/**
 * Writes into `integers` the whole numbers that give the values back bit for bit when divided by ten to the scale, and gives the scale.
 *
 * Prices and volumes are decimals that were read as doubles: 101.37 is 10137 / 100 exactly, because a correctly rounded division
 * gives the double nearest to the decimal. null where some value is not such a decimal (a ratio, -0, an adjusted price); what stands
 * in `integers` then means nothing.
 */
export function toScaledIntegers(values: Float64Array, integers: Float64Array): number | null {
  let [scale, power] = [0, 1];
  /** Values before this position were met with fewer digits. */
  let metWithFewer = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let integer = Math.round(value * power);
    while (integer / power !== value || !isKept(integer)) {
      if (++scale > maxScale) return null;
      power = 10 ** scale;
      metWithFewer = i;
      integer = Math.round(value * power);
    }
    integers[i] = integer;
  }
  // More digits nearly always suit the earlier values too, but that is checked.
  for (let i = 0; i < metWithFewer; i++) {
    const value = values[i]!;
    const integer = Math.round(value * power);
    if (integer / power !== value || !isKept(integer)) return null;
    integers[i] = integer;
  }
  return scale;
}

const isKept = (integer: number): boolean => integer <= maxInteger && integer >= -maxInteger && (integer !== 0 || 1 / integer > 0);
