/**
 * A price on the axis, to the digits and the step of its instrument. The scale reaches a little below the lowest price; what is below
 * zero there is no price, and has no name.
 */
export function nameAxisPrice(price: number, places: number, tickSize: number): string {
  const rounded = (Math.round(price / tickSize) * tickSize).toFixed(places);
  return Number(rounded) < 0 ? '' : rounded.replace('-', '');
}
