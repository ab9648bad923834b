/** Most digits after the point that are tried; what needs more is kept as it is. */
const maxScale = 8;

/** Two bits below the last exact integer, so that differences, and differences of those, are exact too. */
const maxInteger = 2 ** 51;

/** Whole numbers that give the values back bit for bit when divided by ten to the `scale`. */
export type ScaledIntegers = { readonly integers: Float64Array; readonly scale: number };

/**
 * Prices and volumes are decimals that were read as doubles: 101.37 is 10137 / 100 exactly, because a correctly rounded division
 * gives the double nearest to the decimal. null where some value is not such a decimal (a ratio, -0, an adjusted price).
 */
export function toScaledIntegers(values: Float64Array): ScaledIntegers | null {
  const integers = new Float64Array(values.length);
  let [scale, power] = [0, 1];
  /** Values before this position were met with fewer digits. */
  let metWithFewer = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    while (!reproduces(value, power)) {
      if (++scale > maxScale) return null;
      power = 10 ** scale;
      metWithFewer = i;
    }
    integers[i] = Math.round(value * power);
  }
  // More digits nearly always suit the earlier values too, but that is checked.
  for (let i = 0; i < metWithFewer; i++) {
    const value = values[i] as number;
    if (!reproduces(value, power)) return null;
    integers[i] = Math.round(value * power);
  }
  return { integers, scale };
}

function reproduces(value: number, power: number): boolean {
  const integer = Math.round(value * power);
  return integer / power === value && Math.abs(integer) <= maxInteger && (value !== 0 || 1 / value > 0);
}
