import { describe, expect, it } from 'vitest';
import { listIndicators } from './index.ts';

const filled = listIndicators().filter((info) => info.fills !== undefined);

describe('fills between outputs', () => {
  it('are declared by what people know as channels, clouds and value areas', () => {
    expect(filled.map(({ name }) => name).sort()).toEqual([
      'accbands', 'anchored_vwap', 'bbands', 'donchian', 'envelope', 'ichimoku', 'keltner', 'market_profile', 'regression_channel', 'session_volume_profile', 'traders_dynamic_index', 'volume_profile', 'vwap',
    ]);
    expect(filled.filter(({ fills }) => fills?.some(({ hasSides }) => hasSides)).map(({ name }) => name), 'only a cloud turns over').toEqual(['ichimoku']);
  });

  it.each(filled.map((info) => [info.name, info] as const))('of %s lie between two of its bands in one pane, under names of their own', (_name, { outputs, fills = [] }) => {
    for (const { name, first, second } of fills) {
      const ends = [first, second].map((wanted) => outputs.find((output) => output.name === wanted));
      expect(ends.map((end) => end?.style)).toEqual(['band', 'band']);
      expect(ends[0]?.pane).toBe(ends[1]?.pane);
      expect(outputs.map((output) => output.name)).not.toContain(name);
    }
    expect(new Set(fills.map(({ name }) => name)).size).toBe(fills.length);
  });
});
