import { describe, expect, it } from 'vitest';
import { SimMarket } from '../../sim-market/index.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { BarColumns } from '../../../contract/model/bar.ts';
import { computeIndicator } from '../compute-indicator.ts';
import { findIndicator } from '../registry.ts';
import { usualLevels } from '../usual-levels.ts';
import { ChainStream } from './chain-stream.ts';
import { computeChain } from './compute-chain.ts';
import { resolveChain } from './resolve-chain.ts';

const minuteMs = 60_000;
const bars = new SimMarket(1).bars(instrumentId('SIM:ORBUSD'), minuteMs, Date.UTC(2026, 0, 5, 15), 400) as unknown as BarColumns;
const rsi = { name: 'rsi', params: { timePeriod: 14 } };
const emaOfRsi = { name: 'ema', params: { timePeriod: 9 }, columns: [rsi] };
const deep = { name: 'correl', params: { timePeriod: 20 }, columns: [{ name: 'bbands', params: {}, output: 'lower', columns: [emaOfRsi] }, 'volume' as const] };
const same = (values: ArrayLike<number>): readonly number[] => Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));
const barAt = (i: number) => ({ time: bars.time[i]!, open: bars.open[i]!, high: bars.high[i]!, low: bars.low[i]!, close: bars.close[i]!, volume: bars.volume[i]! });

it('levels are those of indicators that there are, in a pane of their own', () => {
  for (const [name, levels] of Object.entries(usualLevels)) {
    expect(findIndicator(name).info).toMatchObject({ levels, outputs: expect.arrayContaining([expect.objectContaining({ pane: 'own' })]) });
    expect(findIndicator(name).info.outputs[0]?.pane, name).toBe('own');
  }
});

describe('an indicator on an indicator', () => {
  it('is the outer one over the values of the inner one, from the first of these on', () => {
    const inner = computeIndicator('rsi', bars, { timePeriod: 14 }).outputs['real']!;
    const [outer] = computeChain(resolveChain(emaOfRsi), bars);
    // Written out: the plain mean of the first nine values, then a fifth of the way to each next one.
    let mean = inner.slice(14, 23).reduce((sum, value) => sum + value, 0) / 9;
    expect(outer![21]).toBeNaN();
    for (let i = 22; i < bars.time.length; i++) {
      if (i > 22) mean += (inner[i]! - mean) * 0.2;
      expect(outer![i], `bar ${i}`).toBeCloseTo(mean, 9);
    }
    expect(resolveChain(emaOfRsi).warmup).toBe(22);
  });

  it.each([['ema of rsi', emaOfRsi], ['correlation of a band of an average of rsi with the volume', deep], ['rsi alone', rsi], ['a sparse one below', { name: 'sma', params: { timePeriod: 3 }, columns: [{ name: 'zigzag', params: { percent: 0.2 } }] }]])(
    '%s has bar by bar the values of the computation, bit for bit, however often a bar changes',
    (_name, request) => {
      const chain = resolveChain(request);
      const stream = new ChainStream(chain);
      const expected = computeChain(chain, bars);
      for (let i = 0; i < bars.time.length; i++) {
        const bar = barAt(i);
        stream.add({ ...bar, high: bar.high * 1.01, close: bar.high });
        stream.replace({ ...bar, low: bar.low * 0.99, close: bar.low });
        expect(same(stream.replace(bar)), `bar ${i}`).toEqual(same(expected.map((column) => column[i]!)));
      }
    });

  it('begins anew where the first bar that had a value has none any more', () => {
    const chain = resolveChain({ name: 'obv', params: {}, columns: [{ name: 'sma', params: { timePeriod: 2 } }, 'volume'] });
    const stream = new ChainStream(chain);
    stream.add(barAt(0));
    stream.add(barAt(1));
    expect(stream.replace({ ...barAt(1), close: Number.NaN })[0]).toBeNaN();
    expect(stream.replace(barAt(1))[0]).toBe(bars.volume[1]);
  });

  it('says what it is by what it computes, not by how it was asked for', () => {
    const spelledOut = { name: 'ema', params: { timePeriod: 9 }, columns: [{ name: 'rsi', params: {}, columns: ['close' as const], output: 'real' }] };
    expect(resolveChain(spelledOut).key).toBe(resolveChain(emaOfRsi).key);
    expect(resolveChain({ ...spelledOut, columns: ['open'] }).key).not.toBe(resolveChain(emaOfRsi).key);
  });

  it.each([
    [{ name: 'ema', params: {}, columns: [{ name: 'rsii', params: {} }] }, 'UNKNOWN_INDICATOR', 'There is no indicator rsii; did you mean rsi?'],
    [{ name: 'ema', params: {}, columns: [{ name: 'macd', params: {}, output: 'signals' }] }, 'UNKNOWN_OUTPUT', 'macd has no output signals; did you mean signal?'],
    [{ name: 'ema', params: {}, columns: [{ name: 'macd', params: {}, output: '' }] }, 'UNKNOWN_OUTPUT', 'macd has no output ; it has macd, signal, hist.'],
    [{ name: 'ema', params: {}, columns: [{ name: 'rsi', params: { timePeriod: 1 } }] }, 'PARAMETER_OUT_OF_RANGE', 'rsi: timePeriod is 1; it must be a whole number from 2 to 100000.'],
    [{ name: 'ema', params: {}, columns: [rsi, 'close' as const] }, 'WRONG_COLUMNS', 'ema takes 1 input column, not 2 (rsi, close).'],
    [{ name: 'cdldoji', params: {}, columns: Array.from({ length: 4 }, () => ({ name: 'cdldoji', params: {}, columns: [rsi, rsi, rsi, rsi] })) }, 'TOO_MANY_INDICATORS', 'cdldoji reads more than 15 other indicators; that is the most.'],
  ])('is refused where what it reads is wrong: %j', (request, code, message) => {
    expect(() => resolveChain(request)).toThrow(expect.objectContaining({ code, message }));
  });
});
