import { describe, expect, it } from 'vitest';
import { measureSpacing } from './measure-spacing.ts';

const hourMs = 3_600_000;
const spacing = (...hours: readonly number[]) => measureSpacing(Float64Array.from(hours, (hour) => hour * hourMs));

describe('measureSpacing', () => {
  it('is the most common distance, whatever gaps lie between', () => {
    expect(spacing(0, 1, 2, 3, 27, 28, 29, 100, 101)).toMatchObject({ typicalMs: hourMs, share: 0.75, distances: 8 });
    expect(spacing(0, 24, 48, 72, 96, 168, 192, 215, 239)).toMatchObject({ typicalMs: 24 * hourMs });
  });
  it('is the shorter one of two that are equally common', () => {
    expect(spacing(0, 72, 96)).toMatchObject({ typicalMs: 24 * hourMs, share: 0.5, meanMs: 48 * hourMs });
    expect(spacing(0, 24, 96)).toMatchObject({ typicalMs: 24 * hourMs });
  });
  it('counts distances that come back after others', () => {
    expect(spacing(0, 4, 24, 28, 48, 52, 120, 124)).toMatchObject({ typicalMs: 4 * hourMs, share: 4 / 7 });
  });
  it('of a single bar is not known', () => {
    expect(spacing(5)).toBeNull();
    expect(spacing()).toBeNull();
  });
  it('takes bounded memory where no two distances are equal', () => {
    const time = Float64Array.from({ length: 50_000 }, (_, i) => i * i);
    expect(measureSpacing(time)).toMatchObject({ typicalMs: 1, share: 1 / 49_999 });
  });
});
