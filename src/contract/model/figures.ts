/** Exact decimals as sentences write them; the fields beside a sentence keep the plain decimal. */

/** With thousands separated and every digit: 100000 is 100,000. */
export function writeQuantity(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** As a quantity, with at least two digits after the point: 42000.5 is 42,000.50, and 1.08525 keeps its digits. */
export function writePrice(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  return writeQuantity(`${whole}.${fraction.padEnd(2, '0')}`);
}

/** With thousands separated and two digits after the point. `up`: to the next cent above, as for what is needed; else below, as for what there is. */
export function writeMoney(decimal: string, rounding: 'up' | 'down'): string {
  const isNegative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const isBetween = /[1-9]/.test(fraction.slice(2));
  const cents = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0')) + (isBetween && isNegative === (rounding === 'down') ? 1n : 0n);
  const digits = String(cents).padStart(3, '0');
  return `${isNegative && cents > 0n ? '-' : ''}${writeQuantity(`${digits.slice(0, -2)}.${digits.slice(-2)}`)}`;
}
