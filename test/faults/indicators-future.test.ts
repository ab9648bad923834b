import { describe, expect, it } from 'vitest';
import type { StrategyDefinition } from '../../src/quant/engine/strategy.ts';
import { scripted, testSettings } from '../../src/quant/engine/test-run.ts';
import { checkLookAhead } from '../../src/quant/honesty/index.ts';
import { computeIndicator, listIndicators } from '../../src/quant/indicators/index.ts';
import { randomBars } from '../../src/quant/strategies/test-reference.ts';

const walk = randomBars(31, 400);
const bars = { ...walk, volume: walk.volume.map((_, i) => 1_000 + ((i * 7_919) % 997)) };

/** Holds while an output of an indicator rises; where it has no value, it stands below all that it has. */
const follow = (name: string, output: string): StrategyDefinition => ({
  ...scripted({}),
  indicators: () => ({ x: (given) => (computeIndicator(name, given, {}).outputs[output] ?? new Float64Array()).map((value) => (Number.isNaN(value) ? -1e9 : value)) }),
  onBar(c) {
    const [now, before] = [c.ind['x']?.value ?? 0, c.ind['x']?.at(-1) ?? 0];
    if (c.isFlat && now > before) c.buy();
    else if (!c.isFlat && now <= before) c.close();
  },
});

const outputs = listIndicators().flatMap(({ name, outputs: own }) => own.map((output) => [name, output.name] as const));

describe('the look-ahead detector on strategies that follow an indicator', () => {
  it(`finds that no output of any sees the future (${outputs.length} of them)`, { timeout: 300_000 }, () => {
    const seen = outputs.filter(([name, output]) => !checkLookAhead({ strategy: follow(name, output), params: {}, settings: testSettings(), series: [{ symbol: 'A', bars }] }, { probes: 6, seed: 3 }).isClean);
    expect(seen).toEqual([]);
    expect(outputs.length).toBeGreaterThan(250);
  });
});
