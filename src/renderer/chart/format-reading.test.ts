import { describe, expect, it } from 'vitest';
import { formatReading, placesOfReadings } from './format-reading.ts';

describe('readings of an indicator', () => {
  it('side by side have the same digits, enough for the smaller ones', () => {
    const show = (...values: readonly (number | null)[]): string[] => values.map((value) => formatReading(value, placesOfReadings(values)));
    expect(show(-0.078, -0.206, 0.128)).toEqual(['−0.0780', '−0.2060', '0.1280']);
    expect(show(58.0512, 51.7, 29.9)).toEqual(['58.05', '51.70', '29.90']);
    expect(show(1, 0.0426)).toEqual(['1.000', '0.043']);
    expect(show(null, 0.5)).toEqual(['–', '0.500']);
    expect(show(2_400_000, 12)).toEqual(['2.40 M', '12.00']);
  });

  it('have the digits of the prices over them, by their size elsewhere, and none where they are whole', () => {
    expect([formatReading(324.3712, 2), formatReading(0.012_53, null), formatReading(-100, 0), formatReading(0, 0), formatReading(null, 0)]).toEqual(['324.37', '0.0125', '−100', '0', '–']);
  });
});
