import { afterAll, describe, expect, it } from 'vitest';
import type { BacktestResult } from '../../../src/contract/model/backtest.ts';
import { runBacktest } from '../../../src/quant/engine/run-backtest.ts';
import { backtestSettingsSchema } from '../../../src/contract/model/backtest.ts';
import { faultOf, onBarFile, openTestPool, runCode, tsCode, waveBars, type GuestRunOptions } from './run-code.ts';

const pool = openTestPool();
afterAll(() => pool.dispose());

async function resultOf(source: string, options?: GuestRunOptions): Promise<BacktestResult> {
  const outcome = await runCode(pool, tsCode(source), options);
  if ('error' in outcome) throw new Error(outcome.error.message);
  return outcome.result;
}

const cross = `import { defineStrategy } from 'tapedeck';
type Params = { fast: number; slow: number };
export const strategy = defineStrategy({
  name: 'my-cross', title: 'Mine',
  params: { fast: { default: 5, min: 2, max: 200 }, slow: { default: 20, min: 2, max: 300, title: 'Slow one' }, share: { default: 0.5, min: 0, max: 1 } },
  indicators: (p: Params) => ({ fast: ['sma', { timePeriod: p.fast }], slow: ['sma', { timePeriod: p.slow }] }),
  onBar(c, p: Params) {
    if (c.crossedAbove(c.ind.fast, c.ind.slow)) c.buy();
    else if (c.crossedBelow(c.ind.fast, c.ind.slow)) c.sell();
  },
});`;

describe('a strategy of others', () => {
  it('trades as the ready-made one that decides the same', async () => {
    const bars = waveBars(400);
    const params = { fast: 5, slow: 20 };
    const expected = runBacktest({ strategy: 'sma-cross', params, settings: backtestSettingsSchema.parse({}), series: [{ symbol: 'WAVE', bars }] });
    const { trades, fills, metrics } = await resultOf(cross, { bars, params });
    expect(trades.length).toBeGreaterThan(5);
    expect({ trades, fills, metrics }).toEqual({ trades: expected.trades, fills: expected.fills, metrics: expected.metrics });
  });

  it('says what it is, with whole numbers for parameters whose range is whole', async () => {
    expect(await pool.run('strategies.read', { code: tsCode(cross) })).toMatchObject({
      ok: true,
      value: {
        info: {
          name: 'my-cross', title: 'Mine', family: 'own', vectorised: false,
          params: [{ name: 'fast', default: 5, min: 2, max: 200, isInteger: true }, { title: 'Slow one' }, { name: 'share', isInteger: false }],
        },
      },
    });
  });

  it('keeps its hash through another name, other words, defaults, comments, types and layout, and gets another with other code', async () => {
    const hashOf = async (source: string): Promise<unknown> => {
      const outcome = await pool.run('strategies.read', { code: tsCode(source) });
      return outcome.ok ? outcome.value.codeHash : outcome.error.message;
    };
    const hash = await hashOf(cross);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const same: readonly (readonly [string, string])[] = [["'my-cross'", "'other'"], ["'Mine'", "'Yours'"], ['default: 5', 'default: 7'], ['c.buy();', 'c.buy(); // in'], ['p: Params)', 'p: any)'], ['{ timePeriod: p.fast }', '{\n timePeriod: p.fast }']];
    for (const [from, to] of same) {
      expect(await hashOf(cross.replace(from, to)), `${from} → ${to}`).toBe(hash);
    }
    expect(await hashOf(cross.replace('c.sell()', 'c.close()'))).not.toBe(hash);
  });

  it('reads bars, indicators on indicators, outputs by name, position, trades, orders and equity', async () => {
    const { trades } = await resultOf(`import { defineStrategy as define } from 'tapedeck';
export const strategy = define({
  name: 'looks',
  indicators: () => ({ upper: ['bbands', { timePeriod: 5 }, 'upper'], smooth: ['sma', { timePeriod: 3 }, { of: ['rsi', { timePeriod: 4 }] }], high: { name: 'max', params: { timePeriod: 3 }, columns: ['high'] }, plain: 'obv' }),
  onBar(c, p, state) {
    if (!(c.ind.upper.value > c.bar().close - 50) || !(c.ind.smooth.value >= 0 && c.ind.smooth <= 100)) throw new Error('indicators');
    if (c.ind.high.value !== Math.max(c.bar().high, c.bar(-1).high, c.bar(-2).high)) throw new Error('max');
    if (c.ind.high.at(-1) !== Math.max(c.bar(-1).high, c.bar(-2).high, c.bar(-3).high)) throw new Error('max before');
    if (c.index === 50) c.buy({ size: 10, limit: c.bar().close * 1.5, stopLoss: 10, takeProfit: 1_000 });
    if (c.index === 52) {
      const [trade] = c.trades;
      if (c.trades.length !== 1 || trade.size !== 10 || !trade.isLong || trade.entryBar !== 51 || trade.stopLoss !== 10 || c.position.size !== 10 || c.orders.length !== 2 || c.isFlat) throw new Error('holdings');
      trade.stopLoss = 20;
      c.close(0.5);
    }
    if (c.index === 54 && (c.position.size !== 5 || c.trades[0].stopLoss !== 20 || !(c.equity > 0))) throw new Error('after');
    if (c.index === 60) { c.buy({ size: 1, limit: 1 }); if (c.isIdle) throw new Error('idle'); }
    if (c.index === 61) { c.cancelAll(); for (const order of c.orders) if (!order.isBracket) throw new Error('left'); c.trades[0].close(); }
  },
});`, { bars: waveBars(80) });
    expect(trades.map(({ size, exitReason }) => [size, exitReason])).toEqual([[5, 'signal'], [5, 'signal']]);
  });

  it('passes every option of an order on', async () => {
    const { trades } = await resultOf(onBarFile('if (c.index === 5) c.buy({ size: { kind: "units", units: 3 }, trail: { by: "percent", percent: 1 }, tif: "day" });'.replace('{ by: "percent", percent: 1 }', '{ percent: 1 }')), { bars: waveBars(80) });
    expect(trades).toMatchObject([{ size: 3 }]);
    expect(await faultOf(pool, onBarFile('c.buy({ stoploss: 3 });'))).toBe('test.ts, line 4, on bar 0 (2020-01-01): c.buy takes no stoploss; did you mean stopLoss?');
  });

  it('refuses an indicator that it never named, in place of comparing with nothing; the names of its own stay as they are', async () => {
    const file = (body: string): string => `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'typo', indicators: () => ({ slow: ['sma', { timePeriod: 2 }] }), onBar(c) {
${body}
} });`;
    expect(await faultOf(pool, file('if (c.ind.slwo > 3) c.buy();'))).toBe('test.ts, line 3, on bar 1 (2020-01-02): The strategy names no indicator slwo; did you mean slow?');
    expect(await faultOf(pool, file("if (c.timeframe('2d').ind.rsi > 3) c.buy();"))).toMatch(/The strategy names no indicator rsi; it has slow\./);
    expect(await faultOf(pool, onBarFile('if (c.ind.rsi > 3) c.buy();'))).toMatch(/The strategy names no indicator rsi; it names none\./);
    const { fills } = await resultOf(file("if (c.index === 3 && Object.keys(c.ind).join() === 'slow' && JSON.stringify(c.ind) === '{\"slow\":{}}' && `${c.ind}` !== '') c.buy({ size: 1 });"));
    expect(fills).toHaveLength(1);
  });

  it('keeps a state from bar to bar, a new one in each run', async () => {
    const file = `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'counts', state: () => ({ seen: 0 }), onBar(c, p, state) {
  if (state.seen !== c.index) throw new Error('state is ' + state.seen);
  state.seen += 1;
} });`;
    await resultOf(file);
    await resultOf(file);
  });

  it('answers for all bars at once with signals, and trades as it would bar by bar', async () => {
    const bars = waveBars(300);
    const asked = await resultOf(cross, { bars, params: { fast: 5, slow: 20 } });
    const vectorised = await resultOf(`import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'at-once', indicators: () => ({ fast: ['sma', { timePeriod: 5 }], slow: ['sma', { timePeriod: 20 }] }),
  signals({ close, fast, slow }) {
    return Array.from(close, (_, i) => {
      const now = fast[i] - slow[i], before = fast[i - 1] - slow[i - 1];
      return before < 0 && now > 0 ? 1 : before > 0 && now < 0 ? -1 : null;
    });
  } });`, { bars });
    expect(vectorised.trades).toEqual(asked.trades);
  });

  it('refuses signals that use what comes later, and names the bar', async () => {
    const peeking = (rule: string): string => `import { defineStrategy } from 'tapedeck';
export const strategy = defineStrategy({ name: 'peeks', signals({ close }) { ${rule} } });`;
    const plain = await faultOf(pool, peeking('return Array.from(close, (price, i) => (close[i + 1] > price ? 1 : 0));'));
    expect(plain).toMatch(/^test\.ts, on bar \d+ \(2020-\d\d-\d\d\): signals says long with all bars and flat with only the first \d+: it uses what comes later/);
    const scaled = await faultOf(pool, peeking('const top = Math.max(...close); return Array.from(close, (price) => (price > top * 0.99 ? 1 : 0));'));
    expect(scaled).toContain('it uses what comes later');
    expect(await faultOf(pool, peeking('return [1, 2];'))).toBe('test.ts: signals must give a list with a number for each of the 200 bars; it gave 2.');
  });
});
