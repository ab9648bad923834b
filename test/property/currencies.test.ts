import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BacktestSettings } from '../../src/contract/model/backtest.ts';
import type { BarColumns } from '../../src/contract/model/bar.ts';
import type { Cursor } from '../../src/quant/engine/cursor.ts';
import { joinRates } from '../../src/quant/engine/rates.ts';
import { runStrategy } from '../../src/quant/engine/run-strategy.ts';
import type { BacktestTaskOutput, RateSeries, SeriesInput } from '../../src/quant/engine/task.ts';
import { barsOf, flatBars, scripted, testSettings } from '../../src/quant/engine/test-run.ts';

const day = 86_400_000;
const most = 40;
const bars: fc.Arbitrary<BarColumns> = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), { minLength: 4, maxLength: most })
  .map((steps) => {
    let last = 100;
    const made = barsOf(steps.map(([move, up, down]) => {
      const open = last;
      last = Math.max(20, open + move / 4);
      return [open, Math.max(open, last) + up / 10, Math.min(open, last) - down / 10, last];
    }));
    return { ...made, time: made.time.map((time) => time + day) };
  });
/** Rates of the days from the one before the first bar on. */
const rateCloses = fc.array(fc.integer({ min: 40, max: 160 }).map((one) => one / 100), { minLength: most + 1, maxLength: most + 1 });
const rates = (closes: readonly number[], isInverted = false): RateSeries => ({ bars: flatBars(closes), isInverted });

type Act = { readonly bar: number; readonly kind: 'buy' | 'sell' | 'close'; readonly size: number; readonly away: number; readonly order: 'market' | 'limit' | 'stop'; readonly hasStop: boolean; readonly symbol: number };
const acts = fc.array(fc.record<Act>({
  bar: fc.integer({ min: 0, max: most }), kind: fc.constantFrom('buy', 'sell', 'close'), size: fc.constantFrom(0.2, 0.8, 1, 7, 30), away: fc.integer({ min: 1, max: 9 }),
  order: fc.constantFrom('market', 'limit', 'stop'), hasStop: fc.boolean(), symbol: fc.integer({ min: 0, max: 1 }),
}), { maxLength: 20 });
const settings: fc.Arbitrary<BacktestSettings> = fc.record({
  commissionRate: fc.constantFrom(0, 0.002), commissionFixed: fc.constantFrom(0, 1), spreadRate: fc.constantFrom(0, 0.004), margin: fc.constantFrom(1, 0.5), hedging: fc.boolean(),
  fill: fc.constantFrom('next-open', 'same-close'), conversion: fc.constantFrom('profit', 'value'), borrowRate: fc.constantFrom(0, 0.1), fractional: fc.boolean(),
}).map((changes) => testSettings({ closeAtEnd: true, ...changes }));

function perform(first: Cursor, { kind, size, away, order, hasStop, symbol }: Act): void {
  const c = first.of(first.symbols[symbol % first.symbols.length] ?? '');
  const { close } = c.bar();
  if (kind === 'close') return c.close(away / 9);
  const toward = kind === 'buy' ? 1 : -1;
  const at = order === 'market' ? {} : { [order]: close + (order === 'stop' ? toward : -toward) * away };
  const options = { size, ...at, ...(hasStop ? { stopLoss: close * (1 - toward * 0.3) } : {}) };
  if (kind === 'buy') c.buy(options);
  else c.sell(options);
}
/** Without what has no meaning in one currency. */
function inOneCurrency({ conversion: _conversion, ...terms }: BacktestSettings): BacktestSettings {
  return terms;
}
const run = (series: readonly SeriesInput[], list: readonly Act[], terms: BacktestSettings): BacktestTaskOutput =>
  runStrategy(scripted(Object.fromEntries(Array.from({ length: most }, (_, bar) => [bar, (c: Cursor) => { for (const act of list) if (act.bar === bar) perform(c, act); }]))), {}, terms, series);

const runs = { numRuns: 60 };

describe('runs in two currencies', () => {
  test('rates of one give the same bytes as none', () => {
    fc.assert(fc.property(bars, bars, acts, settings, fc.boolean(), (a, b, list, terms, isInverted) => {
      const ones = rates(Array.from({ length: most + 1 }, () => 1), isInverted);
      const plain: SeriesInput[] = [{ symbol: 'A', bars: a }, { symbol: 'B', bars: b }];
      for (const count of [1, 2]) {
        const [bare, converted] = [run(plain.slice(0, count), list, inOneCurrency(terms)), run(plain.slice(0, count).map((one) => ({ ...one, rates: ones })), list, terms)];
        expect(JSON.stringify(converted)).toBe(JSON.stringify(bare));
      }
    }), runs);
  });

  test('what is there in the end is what was there at the start and what the trades made', () => {
    fc.assert(fc.property(bars, bars, rateCloses, acts, settings, (a, b, closes, list, terms) => {
      const { trades, equity, ruin } = run([{ symbol: 'A', bars: a, rates: rates(closes) }, { symbol: 'B', bars: b }], list, terms);
      fc.pre(ruin === undefined);
      expect(equity.value.at(-1)).toBeCloseTo(trades.reduce((sum, { pnl }) => sum + pnl, terms.cash), 6);
    }), runs);
  });

  test('with the whole value converted, every fill pays or receives what it was worth at its rate', () => {
    fc.assert(fc.property(bars, rateCloses, acts, settings, (a, closes, list, terms) => {
      const { fills, equity, ruin } = run([{ symbol: 'A', bars: a, rates: rates(closes) }], list, { ...terms, conversion: 'value', borrowRate: 0 });
      fc.pre(ruin === undefined);
      const cash = fills.reduce((sum, { side, size, price, rate = 1, commission }) => sum + (side === 'buy' ? -1 : 1) * size * price * rate - commission, terms.cash);
      expect(equity.value.at(-1)).toBeCloseTo(cash, 6);
    }), runs);
  });

  test('with the whole value converted, market orders make what they make over converted bars', () => {
    fc.assert(fc.property(bars, rateCloses, acts, settings, (a, closes, list, terms) => {
      const market = list.map((act): Act => ({ ...act, order: 'market', hasStop: false }));
      const { atOpen, atClose } = joinRates('A', a.time, rates(closes));
      const [open, close] = [a.open.map((price, i) => price * atOpen[i]), a.close.map((price, i) => price * atClose[i])];
      const converted: BarColumns = { ...a, open, close, high: open.map((price, i) => Math.max(price, close[i])), low: open.map((price, i) => Math.min(price, close[i])) };
      const wholly: BacktestSettings = { ...terms, conversion: 'value', borrowRate: 0 };
      const [there, here] = [run([{ symbol: 'A', bars: a, rates: rates(closes) }], market, wholly), run([{ symbol: 'A', bars: converted }], market, inOneCurrency(wholly))];
      // Sizes cut from margin may differ by what rounding makes of a whole lot.
      fc.pre(there.fills.length === here.fills.length && there.fills.every(({ size }, k) => size === here.fills[k]?.size));
      there.equity.value.forEach((value, i) => expect(Math.abs(value - (here.equity.value[i] ?? NaN))).toBeLessThan(1e-6));
      expect(there.trades.map(({ pnl }) => pnl.toFixed(6))).toEqual(here.trades.map(({ pnl }) => pnl.toFixed(6)));
    }), runs);
  });

  test('a rate changes nothing before the close of its day', () => {
    fc.assert(fc.property(bars, rateCloses, rateCloses, acts, settings, fc.integer({ min: 2, max: most }), (a, closes, others, list, terms, changed) => {
      const open: BacktestSettings = { ...terms, closeAtEnd: false };
      const series = (given: readonly number[]): SeriesInput[] => [{ symbol: 'A', bars: a, rates: rates(given) }];
      const [one, other] = [run(series(closes), list, open), run(series(closes.map((rate, k) => (k < changed ? rate : (others[k] ?? rate)))), list, open)];
      // The rates of day k are known at the close of bar k - 1.
      const seen = changed - 1;
      expect([...other.equity.value.slice(0, seen)]).toEqual([...one.equity.value.slice(0, seen)]);
      const before = ({ fills }: BacktestTaskOutput): unknown => fills.filter(({ bar }) => bar < seen || (bar === seen && terms.fill === 'next-open'));
      expect(before(other)).toEqual(before(one));
    }), runs);
  });
});
