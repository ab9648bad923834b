import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../../../contract/model/bar.ts';
import { computeIndicator } from '../../compute-indicator.ts';
import { buildProfile } from './build-profile.ts';
import { closes, expectPlain, highs, lows, testBars, volumes } from '../test-definition-contract.ts';

/** High, low and close of the four bars of the day before; NaN on the first day. */
function dayBefore(i: number): { high: number; low: number; close: number } {
  const from = i - (i % 4) - 4;
  if (from < 0) return { high: Number.NaN, low: Number.NaN, close: Number.NaN };
  return { high: Math.max(...highs.slice(from, from + 4)), low: Math.min(...lows.slice(from, from + 4)), close: closes[from + 3]! };
}

const expectLevel = (name: string, output: string, say: (high: number, low: number, close: number) => number): void =>
  expectPlain(name, {}, output, closes.map((_, i) => {
    const { high, low, close } = dayBefore(i);
    return say(high, low, close);
  }));

describe('pivots are, by definition, of the day before', () => {
  const mean = (high: number, low: number, close: number): number => (high + low + close) / 3;
  it('classic', () => {
    expectLevel('pivots_classic', 'pivot', mean);
    expectLevel('pivots_classic', 'r1', (h, l, c) => 2 * mean(h, l, c) - l);
    expectLevel('pivots_classic', 's1', (h, l, c) => 2 * mean(h, l, c) - h);
    expectLevel('pivots_classic', 'r2', (h, l, c) => mean(h, l, c) + h - l);
    expectLevel('pivots_classic', 's2', (h, l, c) => mean(h, l, c) - h + l);
    expectLevel('pivots_classic', 'r3', (h, l, c) => h + 2 * (mean(h, l, c) - l));
    expectLevel('pivots_classic', 's3', (h, l, c) => l - 2 * (h - mean(h, l, c)));
  });
  it('Woodie', () => {
    const pivot = (h: number, l: number, c: number): number => (h + l + 2 * c) / 4;
    expectLevel('pivots_woodie', 'pivot', pivot);
    expectLevel('pivots_woodie', 'r1', (h, l, c) => 2 * pivot(h, l, c) - l);
    expectLevel('pivots_woodie', 's1', (h, l, c) => 2 * pivot(h, l, c) - h);
    expectLevel('pivots_woodie', 'r2', (h, l, c) => pivot(h, l, c) + h - l);
    expectLevel('pivots_woodie', 's3', (h, l, c) => l - 2 * (h - pivot(h, l, c)));
  });
  it('Fibonacci', () => {
    [0.382, 0.618, 1].forEach((share, k) => {
      expectLevel('pivots_fibonacci', `r${k + 1}`, (h, l, c) => mean(h, l, c) + share * (h - l));
      expectLevel('pivots_fibonacci', `s${k + 1}`, (h, l, c) => mean(h, l, c) - share * (h - l));
    });
  });
  it('Camarilla', () => {
    [12, 6, 4, 2].forEach((divisor, k) => {
      expectLevel('pivots_camarilla', `r${k + 1}`, (h, l, c) => c + (1.1 * (h - l)) / divisor);
      expectLevel('pivots_camarilla', `s${k + 1}`, (h, l, c) => c - (1.1 * (h - l)) / divisor);
    });
  });
  it('with other anchors and starts of the day', () => {
    const weekly = computeIndicator('pivots_classic', testBars, { anchor: 1 }).outputs['pivot']!;
    expect(weekly.subarray(0, 16).every(Number.isNaN)).toBe(true);
    expect(weekly[16]).toBeCloseTo((Math.max(...highs.slice(0, 16)) + Math.min(...lows.slice(0, 16)) + closes[15]!) / 3, 9);
    expect(weekly[43]).toBe(weekly[16]);
    const late = computeIndicator('pivots_classic', testBars, { sessionStart: 6 * 60 }).outputs['pivot']!;
    expect(late[0]).toBeNaN();
    expect(late[1]).toBeCloseTo((highs[0]! + lows[0]! + closes[0]!) / 3, 9);
  });
});

/** Every bar anew: walks all bars up to one and says the last turn that is certain. */
function lastTurn(to: number, share: number): { swing: number; direction: number; bars: number } {
  let leg = 0;
  let turn = { price: Number.NaN, bar: 0 };
  let [top, bottom] = [{ price: -Infinity, bar: 0 }, { price: Infinity, bar: 0 }];
  for (let i = 0; i <= to; i++) {
    const [high, low] = [highs[i]!, lows[i]!];
    const [wasUp, wasDown] = [leg === 1, leg === -1];
    if (!wasDown && high > top.price) top = { price: high, bar: i };
    else if (!wasDown && low <= top.price * (1 - share)) {
      [leg, turn, bottom] = [-1, top, { price: low, bar: i }];
      continue;
    }
    if (!wasUp && low < bottom.price) bottom = { price: low, bar: i };
    else if (!wasUp && high >= bottom.price * (1 + share)) [leg, turn, top] = [1, bottom, { price: high, bar: i }];
  }
  return { swing: turn.price, direction: leg === 0 ? Number.NaN : leg, bars: leg === 0 ? Number.NaN : to - turn.bar };
}

describe('swings', () => {
  it('ZigZag says the last turn that is certain', () => {
    const turns = closes.map((_, i) => lastTurn(i, 0.02));
    expect(new Set(turns.map(({ swing }) => swing)).size, 'there are many turns').toBeGreaterThan(8);
    expectPlain('zigzag', { percent: 2 }, 'swing', turns.map(({ swing }) => swing));
    expectPlain('zigzag', { percent: 2 }, 'direction', turns.map(({ direction }) => direction));
    expectPlain('zigzag', { percent: 2 }, 'bars', turns.map(({ bars }) => bars));
  });

  it('a turn of the ZigZag is an extreme, and prices had gone back from it by the percent when it was told', () => {
    const { swing, direction, bars } = computeIndicator('zigzag', testBars, { percent: 2 }).outputs;
    for (let i = 1; i < closes.length; i++) {
      if (Number.isNaN(swing![i]) || direction![i] === direction![i - 1]) continue;
      const at = i - bars![i]!;
      if (direction![i] === -1) {
        expect(swing![i]).toBe(highs[at]);
        expect(lows[i]).toBeLessThanOrEqual(0.98 * highs[at]!);
      } else {
        expect(swing![i]).toBe(lows[at]);
        expect(highs[i]).toBeGreaterThanOrEqual(1.02 * lows[at]!);
      }
    }
  });

  it('fractals are told when the bars after them are known', () => {
    const isHigh = (i: number): boolean => [-2, -1, 1, 2].every((k) => highs[i]! > (highs[i + k] ?? Number.NaN));
    const isLow = (i: number): boolean => [-2, -1, 1, 2].every((k) => lows[i]! < (lows[i + k] ?? Number.NaN));
    const up = closes.map((_, i) => (isHigh(i - 2) ? highs[i - 2]! : Number.NaN));
    const held = (values: readonly number[]): number[] => {
      let last = Number.NaN;
      return values.map((value) => (last = Number.isNaN(value) ? last : value));
    };
    const down = closes.map((_, i) => (isLow(i - 2) ? lows[i - 2]! : Number.NaN));
    expectPlain('fractals', {}, 'up', up);
    expectPlain('fractals', {}, 'down', down);
    expectPlain('fractals', {}, 'resistance', held(up));
    expectPlain('fractals', {}, 'support', held(down));
  });

  it('equal highs make no fractal', () => {
    const high = Float64Array.from([1, 2, 5, 5, 2, 1, 1]);
    const bars: BarColumns = { time: high, open: high, high, low: high, close: high, volume: high };
    expect(computeIndicator('fractals', bars, {}).outputs['up']!.every(Number.isNaN)).toBe(true);
  });
});

/** A profile by definition: how much of each bar lies in each row, and the area grown from the fullest. */
function plainArea(indexes: readonly number[], rows: number, share: number, byVolume: boolean): { poc: number; high: number; low: number } {
  const [bottom, top] = [Math.min(...indexes.map((i) => lows[i]!)), Math.max(...indexes.map((i) => highs[i]!))];
  const step = (top - bottom) / rows;
  const weights = Array.from({ length: rows }, (_, row) => {
    const [from, to] = [bottom + row * step, bottom + (row + 1) * step];
    const parts = indexes.map((i) => {
      const overlap = Math.min(highs[i]!, to) - Math.max(lows[i]!, from);
      return byVolume ? (volumes[i]! * Math.max(0, overlap)) / (highs[i]! - lows[i]!) : Number(overlap >= 0);
    });
    // Rows that are equally full but for rounding are equally full.
    return Math.round(1e6 * parts.reduce((sum, part) => sum + part, 0)) / 1e6;
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const most = Math.max(...weights);
  const poc = weights.map((weight, row) => ({ weight, row })).filter(({ weight }) => weight === most).toSorted((a, b) => Math.abs(a.row - (rows - 1) / 2) - Math.abs(b.row - (rows - 1) / 2) || a.row - b.row)[0]!.row;
  let [low, high] = [poc, poc];
  while (weights.slice(low, high + 1).reduce((sum, weight) => sum + weight, 0) < share * all - 1e-4 && high - low + 1 < rows) {
    if ((weights[high + 1] ?? -1) >= (weights[low - 1] ?? -1)) high += 1;
    else low -= 1;
  }
  return { poc: bottom + (poc + 0.5) * step, high: bottom + (high + 1) * step, low: bottom + low * step };
}

describe('profiles are, by definition,', () => {
  const outputs = ['poc', 'high', 'low'] as const;
  const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);
  it('volume by price over the last bars', () => {
    const areas = closes.map((_, i) => (i < 39 ? { poc: Number.NaN, high: Number.NaN, low: Number.NaN } : plainArea(range(i - 39, i), 12, 0.7, true)));
    for (const output of outputs) expectPlain('volume_profile', { timePeriod: 40, rows: 12 }, output, areas.map((area) => area[output]));
  });
  it('volume, or time, by price since the session began', () => {
    const start = (i: number): number => (i < 16 ? 0 : i - ((i - 16) % 28));
    for (const [name, byVolume] of [['session_volume_profile', true], ['market_profile', false]] as const) {
      const areas = closes.map((_, i) => plainArea(range(start(i), i), 10, 0.7, byVolume));
      for (const output of outputs) expectPlain(name, { anchor: 1, rows: 10 }, output, areas.map((area) => area[output]));
    }
  });
  it('and as a histogram hold all volume, or each bar at least once', () => {
    const byVolume = buildProfile(testBars, 100, 140, 'volume', 12);
    const { outputs } = computeIndicator('volume_profile', testBars, { timePeriod: 40, rows: 12 });
    expect(byVolume?.area).toEqual({ poc: outputs['poc']![139], high: outputs['high']![139], low: outputs['low']![139] });
    expect(byVolume?.profile.rows.reduce((sum, row) => sum + row, 0)).toBeCloseTo(volumes.slice(100, 140).reduce((sum, volume) => sum + volume, 0), 6);
    expect(buildProfile(testBars, 100, 140, 'touches')?.profile.rows.reduce((sum, row) => sum + row, 0)).toBeGreaterThanOrEqual(40);
    expect(buildProfile(testBars, 100, 100, 'volume')).toBeNull();
  });
  it('one price where only one was traded', () => {
    const flat = testBars.close.map(() => 42);
    const bars = { ...testBars, open: flat, high: flat, low: flat, close: flat };
    for (const name of ['volume_profile', 'session_volume_profile', 'market_profile']) {
      expect(Object.values(computeIndicator(name, bars, {}).outputs).map((values) => values[200])).toEqual([42, 42, 42]);
    }
  });
});
