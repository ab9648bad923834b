import { describe, expect, it } from 'vitest';
import { hash, normal, streamKey, uniform } from './hash-random.ts';

const key = streamKey(5, 1);

const samples = (draw: (i: number) => number): number[] => Array.from({ length: 20_000 }, (_, i) => draw(i));
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: number[], b: number[]): number => {
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - ma) * (b[i]! - mb)));
  return covariance / Math.sqrt(mean(a.map((value) => (value - ma) ** 2)) * mean(b.map((value) => (value - mb) ** 2)));
};

describe('random numbers by key', () => {
  it('are the same for the same key, whatever was asked before', () => {
    const first = hash(streamKey(1, 2), 3, 4);
    hash(streamKey(9, 9), 9, 9);
    expect(hash(streamKey(1, 2), 3, 4)).toBe(first);
  });
  it('are uniform, without touching the ends', () => {
    const values = samples((i) => uniform(key, i));
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    // Four standard errors of the mean of 20,000 uniforms.
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan((4 * Math.sqrt(1 / 12)) / Math.sqrt(20_000));
  });
  it('are normal with mean 0, variance 1 and the kurtosis of the bell', () => {
    const values = samples((i) => normal(key, i));
    expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(20_000));
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.3);
  });
  it('of a stream are not those of another at other times', () => {
    const [one, other] = [streamKey(5, 1), streamKey(5, 2)];
    const seen = new Set(Array.from({ length: 2_000 }, (_, i) => hash(one, i)));
    const shift = one - other;
    expect(Array.from({ length: 2_000 }, (_, i) => hash(other, i + shift)).filter((value) => seen.has(value)).length).toBeLessThan(3);
  });
  it.each([
    ['next index', (i: number) => normal(key, i + 1)], ['next stream', (i: number) => normal(streamKey(5, 2), i)],
    ['next seed', (i: number) => normal(streamKey(6, 1), i)], ['next salt', (i: number) => normal(key, i, 1)],
  ])('have nothing to do with those of the %s', (_, other) => {
    expect(Math.abs(correlation(samples((i) => normal(key, i)), samples(other)))).toBeLessThan(4 / Math.sqrt(20_000));
  });
});
