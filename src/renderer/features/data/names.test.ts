import { describe, expect, it } from 'vitest';
import { encodeBase64 } from './encode-base64.ts';
import { formatBytes } from './format-bytes.ts';
import { faultOfSymbol, symbolOf } from './symbol-of.ts';

describe('symbolOf', () => {
  it.each([
    ['GOOG.csv', 'GOOG'], ['goog.csv', 'GOOG'], ['BTC-USD (1).csv', 'BTC-USD-1'], ['eurusd 1h.CSV.txt', 'EURUSD-1H'], ['BRK.B.csv', 'BRK.B'],
    ['données.csv', 'DONN-ES'], ['x'.repeat(50), 'X'.repeat(32)],
  ])('makes of %s %s', (name, symbol) => {
    expect(symbolOf(name)).toBe(symbol);
    expect(faultOfSymbol(symbol)).toBeNull();
  });
  it('leaves a name that has no letter to the person', () => {
    expect(faultOfSymbol(symbolOf('日本.csv'))).toContain('Give 1 to 32');
  });
});

describe('encodeBase64', () => {
  it('gives what base 64 is, for lengths round the pieces too', () => {
    for (const length of [0, 1, 2, 3, 32_767, 32_768, 32_769, 524_288]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
      expect(encodeBase64(bytes) === Buffer.from(bytes).toString('base64'), `${length} bytes`).toBe(true);
    }
  });
});

describe('formatBytes', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1_024, '1.0 KB'], [153_604, '150.0 KB'], [5_242_880, '5.0 MB'], [3 * 1_024 ** 3, '3.00 GB']])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
