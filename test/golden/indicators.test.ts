import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeIndicator } from '../../src/quant/indicators/index.ts';
import { hasShared, sharedPath } from './shared.ts';
import { readColumns } from './read-columns.ts';

type GoldenCase = { input: string; inputs: string[]; params: Record<string, number>; begIdx: number; values: Record<string, number[]> };

/** Relative 1e-9, absolute below 1: what running sums in another order may differ by. */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

describe.runIf(hasShared)('indicators agree with TA-Lib from its first bar on', () => {
  const files = hasShared ? readdirSync(sharedPath('golden/indicators')) : [];
  for (const name of files.map((file) => file.replace('.json', ''))) {
    const { cases } = JSON.parse(readFileSync(sharedPath(`golden/indicators/${name}.json`), 'utf8')) as { cases: GoldenCase[] };
    it.each(cases)(`${name} of $input with $params`, ({ input, inputs, params, begIdx, values }) => {
      const bars = readColumns(sharedPath(input));
      const { outputs, warmup } = computeIndicator(name.toLowerCase(), bars, params, inputs as ['close']);
      expect(warmup).toBe(begIdx);
      for (const [key, expected] of Object.entries(values)) {
        const ours = outputs[key];
        expect(expected.every((value, i) => isNear(ours?.[begIdx + i] ?? Number.NaN, value)), `output ${key}`).toBe(true);
      }
    });
  }
});
