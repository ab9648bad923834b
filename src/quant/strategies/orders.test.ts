import { describe, expect, it } from 'vitest';
import type { BarColumns } from '../../contract/model/bar.ts';
import { atrOf, deviationAt, highestAt, lowestAt, meanAt, PlainAccount, randomBars, runFills, sessionBars, writeFills, type Fill } from './test-reference.ts';

/** Strategies that rest orders, each written out from its description as a loop over the bars. */
const seeds = [1, 2, 3];

function expectSame(strategy: string, params: Record<string, number>, bars: BarColumns, expected: readonly Fill[], least = 10): void {
  expect(expected.length, 'there is something to compare').toBeGreaterThan(least);
  expect(writeFills(runFills(strategy, params, [{ symbol: 'A', bars }]))).toEqual(writeFills(expected));
}

/** Half to even, as sizes of a share of a trade are rounded. */
function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

describe.each(seeds)('written out bar by bar over a random walk, seed %i', (seed) => {
  it('donchian-breakout trades as its description says', () => {
    const bars = randomBars(seed, 300);
    const { open, high, low, close } = bars;
    const [entry, exit] = [10, 5];
    const account = new PlainAccount();
    let [stop, isClosing] = [NaN, false];
    for (let i = 0; i < close.length; i++) {
      if (isClosing) account.close(i, open[i]);
      else if (high[i] >= stop) account.open(i, 'buy', Math.max(open[i], stop));
      isClosing = account.held() > 0 && close[i] <= lowestAt(low, i - 1, exit);
      stop = account.held() > 0 || i < entry - 1 ? NaN : highestAt(high, i, entry);
    }
    expectSame('donchian-breakout', { entry, exit }, bars, account.fills);
  });

  it('bollinger-limit trades as its description says', () => {
    const bars = randomBars(seed, 300);
    const { open, low, close } = bars;
    const [period, deviations] = [8, 1.2];
    const account = new PlainAccount();
    let [limit, isClosing] = [NaN, false];
    for (let i = 0; i < close.length; i++) {
      if (isClosing) account.close(i, open[i]);
      else if (low[i] <= limit) account.open(i, 'buy', Math.min(open[i], limit));
      isClosing = account.held() > 0 && close[i] > meanAt(close, i, period);
      limit = account.held() > 0 ? NaN : meanAt(close, i, period) - deviations * deviationAt(close, i, period);
    }
    expectSame('bollinger-limit', { period, deviations }, bars, account.fills);
  });

  it('sma-cross-bracket trades as its description says', () => {
    const bars = randomBars(seed, 400);
    const { open, high, low, close } = bars;
    const [fast, slow, stopLoss, takeProfit] = [3, 9, 0.04, 0.07];
    const account = new PlainAccount();
    const none = { side: 0, stop: NaN, target: NaN };
    let [order, bracket] = [none, none];
    for (let i = 0; i < close.length; i++) {
      // What the open fills goes first; inside the bar a stop-loss before a take-profit where it reaches both.
      const leave = (lowest: number, highest: number): void => {
        const { side, stop, target } = bracket;
        if (account.held() === 0) return;
        const [isStopped, isReached] = side > 0 ? [lowest <= stop, highest >= target] : [highest >= stop, lowest <= target];
        const beyond = (level: number, isLow: boolean): number => (isLow ? Math.min(open[i], level) : Math.max(open[i], level));
        if (isStopped) account.close(i, beyond(stop, side > 0));
        else if (isReached) account.close(i, beyond(target, side < 0));
      };
      leave(open[i], open[i]);
      if (order.side !== 0) {
        if (account.held() * order.side < 0) account.close(i, open[i]);
        account.open(i, order.side > 0 ? 'buy' : 'sell', open[i]);
        bracket = order;
      }
      leave(low[i], high[i]);
      order = none;
      if (i < slow) continue;
      const [before, now] = [i - 1, i].map((k) => meanAt(close, k, fast) - meanAt(close, k, slow));
      const side = before < 0 && now > 0 ? 1 : before > 0 && now < 0 ? -1 : 0;
      if (side !== 0) order = { side, stop: close[i] * (1 - side * stopLoss), target: close[i] * (1 + side * takeProfit) };
    }
    expectSame('sma-cross-bracket', { fast, slow, stopLoss, takeProfit }, bars, account.fills);
  });

  it('volatility-breakout trades as its description says', () => {
    const bars = randomBars(seed, 300);
    const { open, high, low, close } = bars;
    const account = new PlainAccount();
    let stop = NaN;
    for (let i = 0; i < close.length; i++) {
      if (account.held() > 0) account.close(i, open[i]);
      else if (high[i] >= stop) account.open(i, 'buy', Math.max(open[i], stop));
      const isNew = account.fills.at(-1)?.bar === i && account.held() > 0;
      stop = account.held() > 0 || isNew ? NaN : close[i] + 0.5 * (high[i] - low[i]);
    }
    expectSame('volatility-breakout', { share: 0.5 }, bars, account.fills);
  });

  it('atr-trailing trades as its description says', () => {
    const bars = randomBars(seed, 400);
    const { open, low, close } = bars;
    const [trend, period, ranges] = [12, 8, 1.5];
    const atr = atrOf(bars, period);
    const account = new PlainAccount();
    let [isBought, stop] = [false, 0];
    for (let i = 0; i < close.length; i++) {
      if (isBought) account.open(i, 'buy', open[i]);
      else if (account.held() > 0 && low[i] <= stop) account.close(i, Math.min(open[i], stop));
      isBought = false;
      if (account.held() === 0) {
        stop = 0;
        isBought = i >= trend && close[i - 1] < meanAt(close, i - 1, trend) && close[i] > meanAt(close, i, trend);
      } else stop = Math.max(stop, close[i] - ranges * atr[i]);
    }
    expectSame('atr-trailing', { trend, period, ranges }, bars, account.fills);
  });

  it('turtle trades as its description says', () => {
    const bars = randomBars(seed, 500);
    const { open, high, low, close } = bars;
    const p = { entry: 12, exit: 6, period: 8, units: 3, risk: 0.02, stops: 1.5, step: 0.5, most: 0.9 };
    const atr = atrOf(bars, p.period);
    const account = new PlainAccount();
    /** Of each lot. */
    let stops: number[] = [];
    let order = { stop: NaN, stopLoss: NaN };
    let isClosing = false;
    for (let i = 0; i < close.length; i++) {
      if (isClosing) {
        account.close(i, open[i]);
        stops = [];
      }
      const stopOut = (from: number): void => {
        for (let k = stops.length - 1; k >= 0; k--) {
          if (low[i] > stops[k]) continue;
          account.closeLot(i, k, Math.min(from, stops[k]));
          stops.splice(k, 1);
        }
      };
      stopOut(open[i]);
      if (high[i] >= order.stop) {
        const price = Math.max(open[i], order.stop);
        account.marks.set('A', price);
        account.open(i, 'buy', price, account.equity * Math.min((p.risk * order.stop) / (order.stop - order.stopLoss), p.most / p.units));
        const isFilled = account.lotsOf().length > stops.length;
        if (isFilled) stops.push(order.stopLoss);
        if (isFilled && low[i] <= order.stopLoss) {
          account.closeLot(i, stops.length - 1, order.stopLoss);
          stops.pop();
        }
      }
      order = { stop: NaN, stopLoss: NaN };
      isClosing = false;
      if (i < Math.max(p.entry - 1, p.exit - 1, p.period)) continue;
      const rest = (stop: number): void => void (order = { stop, stopLoss: stop - p.stops * atr[i] });
      if (account.held() === 0) rest(highestAt(high, i, p.entry));
      else if (close[i] <= lowestAt(low, i - 1, p.exit)) isClosing = true;
      else {
        stops = stops.map((stop) => Math.max(stop, stops.at(-1)!));
        if (stops.length < p.units) rest(account.lotsOf().at(-1)!.price + p.step * atr[i]);
      }
    }
    expectSame('turtle', p, bars, account.fills, 20);
  });

  it('vol-target trades as its description says', () => {
    const bars = randomBars(seed, 300);
    const { time, open, close } = bars;
    const p = { target: 0.2, window: 10, most: 1, band: 0.15 };
    const account = new PlainAccount(100_000);
    let [buys, closes] = [0, 0];
    for (let i = 0; i < close.length; i++) {
      account.marks.set('A', open[i]);
      if (closes > 0) {
        for (let k = account.lotsOf().length - 1; k >= 0 && closes > 0; k--) {
          const { size } = account.lotsOf()[k];
          account.closeLot(i, k, open[i], 'A', Math.max(1, roundHalfEven(Math.min(size, closes))));
          closes -= size;
        }
      }
      if (buys > 0) account.open(i, 'buy', open[i], account.equity * buys);
      [buys, closes] = [0, 0];
      if (i < p.window) continue;
      const returns = Array.from({ length: p.window }, (_, k) => Math.log(close[i - k] / close[i - k - 1]));
      const mean = meanAt(returns, p.window - 1, p.window);
      const variance = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (p.window - 1);
      const years = (time[i] - time[i - p.window]) / (365.25 * 86_400_000);
      const wanted = Math.min(p.most, p.target / Math.sqrt((variance * p.window) / years));
      account.marks.set('A', close[i]);
      const held = (account.held() * close[i]) / account.equity;
      if (held === 0) buys = wanted;
      else if (held / wanted < 1 - p.band) buys = wanted - held;
      else if (held / wanted > 1 + p.band) closes = account.held() * (1 - wanted / held);
    }
    expect(account.fills.length).toBeGreaterThan(30);
    expect(writeFills(runFills('vol-target', p, [{ symbol: 'A', bars }], { cash: 100_000 }))).toEqual(writeFills(account.fills));
  });

  it('overnight trades as its description says, on days and on sessions', () => {
    for (const bars of [randomBars(seed, 60), sessionBars(seed, 15, 4, 90)]) {
      const { time, open, close } = bars;
      const account = new PlainAccount();
      const day = (i: number): number => Math.floor(time[i] / 86_400_000);
      for (let i = 1; i < time.length; i++) {
        if (day(i) !== day(i - 1)) account.close(i, open[i]);
        if (i + 1 < time.length ? day(i + 1) !== day(i) : Math.floor((2 * time[i] - time[i - 1]) / 86_400_000) !== day(i)) account.open(i, 'buy', close[i]);
      }
      expectSame('overnight', {}, bars, account.fills);
    }
  });

  it('opening-range trades as its description says', () => {
    const perDay = 13;
    const bars = sessionBars(seed, 40, perDay, 30);
    const { open, high, low, close } = bars;
    const [minutes, hold] = [90, 330];
    const account = new PlainAccount();
    let isClosing = false;
    for (let i = 0; i < close.length; i++) {
      const first = i - (i % perDay);
      const passed = (i % perDay) * 30 + 30;
      // Three bars make the range; the orders rest from the fourth to the eleventh, and what is held goes at the open of the twelfth.
      const [top, bottom] = [highestAt(high, first + 2, 3), lowestAt(low, first + 2, 3)];
      if (isClosing) account.close(i, open[i]);
      isClosing = false;
      const isDone = account.fills.some((fill) => fill.bar >= first);
      const stopOut = (from: number): void => {
        const side = account.held();
        if (side > 0 && low[i] <= bottom) account.close(i, Math.min(from, bottom));
        if (side < 0 && high[i] >= top) account.close(i, Math.max(from, top));
      };
      if (passed > minutes && passed <= hold) {
        if (account.held() !== 0) stopOut(open[i]);
        else if (!isDone) {
          const [up, down] = [high[i] >= top, low[i] <= bottom];
          // Where a bar reaches both, the one at which it opened; else the one that stands worse at the close.
          const isUp = up && (!down || open[i] >= top || (open[i] > bottom && close[i] - top <= bottom - close[i]));
          const price = isUp ? Math.max(open[i], top) : Math.min(open[i], bottom);
          if (up || down) account.open(i, isUp ? 'buy' : 'sell', price);
          stopOut(price);
        }
      }
      if (passed >= hold && account.held() !== 0) isClosing = true;
    }
    expectSame('opening-range', { minutes, hold }, bars, account.fills, 40);
  });

  it('grid trades as its description says', () => {
    const bars = randomBars(seed, 300);
    const { open, high, low } = bars;
    const [step, levels, amount] = [0.03, 5, 1_500];
    const account = new PlainAccount();
    let [limit, isMarket] = [NaN, false];
    let targets: number[] = [];
    for (let i = 0; i < open.length; i++) {
      for (let k = 0; k < targets.length; k++) {
        if (high[i] < targets[k]) continue;
        account.closeLot(i, k, Math.max(open[i], targets[k]));
        targets.splice(k--, 1);
      }
      if (isMarket) account.open(i, 'buy', open[i], amount);
      else if (low[i] <= limit) account.open(i, 'buy', Math.min(open[i], limit), amount);
      const lots = account.lotsOf();
      targets = lots.map(({ price }) => price * (1 + step));
      isMarket = lots.length === 0;
      limit = isMarket || lots.length >= levels ? NaN : (1 - step) * Math.min(...lots.map(({ price }) => price));
    }
    expectSame('grid', { step, levels, amount }, bars, account.fills);
  });

  it('dca trades as its description says, each day, week and month', () => {
    const bars = randomBars(seed, 140);
    const { time, open, close } = bars;
    const names = [
      (at: number) => new Date(at).toISOString().slice(0, 10),
      (at: number) => String(Math.floor((at - Date.UTC(2018, 0, 1)) / (7 * 86_400_000))),
      (at: number) => new Date(at).toISOString().slice(0, 7),
    ];
    names.forEach((nameOf, every) => {
      const account = new PlainAccount();
      for (let i = 0; i + 1 < close.length; i++) {
        account.marks.set('A', close[i]);
        if ((i === 0 || nameOf(time[i]) !== nameOf(time[i - 1])) && account.free >= 600) account.open(i + 1, 'buy', open[i + 1], 600);
      }
      expectSame('dca', { every, amount: 600 }, bars, account.fills, 5);
    });
  });
});
