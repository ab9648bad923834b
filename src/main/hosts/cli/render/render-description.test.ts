import { expect, it } from 'vitest';
import { instrumentId } from '../../../../contract/model/instrument.ts';
import { timeframe } from '../../../../contract/model/timeframe.ts';
import { describePrices } from '../../../../quant/describe/index.ts';
import { normal } from '../../../../quant/random/index.ts';
import { renderAnswer } from './index.ts';

const describe = (count: number, size: number) => {
  const close = new Float64Array(count).fill(100);
  for (let i = 1; i < count; i++) close[i] = (close[i - 1] as number) * Math.exp(size * normal(1, i));
  const bars = { time: close.map((_, i) => i * 86_400_000), open: close, high: close, low: close, close, volume: close };
  return describePrices({ key: { instrumentId: instrumentId('FILE:GOOG'), timeframe: timeframe('1d') }, name: 'GOOG', stepMs: 86_400_000, bars, keepsBreaks: false }, () => undefined);
};

it('a described series is said in sentences, with its figures and tests', () => {
  const text = renderAnswer('analysis.describe', describe(301, 0.01));
  expect(text).toMatch(/^GOOG: 300 returns, one a day\.\n/);
  expect(text).toMatch(/volatility a year +1\d\.\d %/);
  expect(text).toMatch(/Does volatility cluster\? +No sign of it +ARCH-LM \(10\)/);
  expect(text).not.toContain('histogram');
});

it('what is missing is said', () => {
  expect(renderAnswer('analysis.describe', describe(20, 0.01))).toContain('At least 60 returns are needed');
  expect(renderAnswer('analysis.describe', describe(200, 0))).toContain('It does not move');
});
