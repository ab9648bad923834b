import { describe, expect, it } from 'vitest';
import type { ReplayIntent } from '../../contract/model/replay.ts';
import { instrumentId } from '../../contract/model/instrument.ts';
import type { BacktestSettings } from '../../contract/model/backtest.ts';
import type { BarColumns } from '../../contract/model/bar.ts';
import { barsOf, testSettings } from '../engine/test-run.ts';
import { runStrategy } from '../engine/run-strategy.ts';
import { QuantError } from '../error.ts';
import { journalText } from '../journal/index.ts';
import { recordRun } from '../microscope/index.ts';
import { streamKey, uniform } from '../random/index.ts';
import { SimMarket } from '../sim-market/index.ts';
import { ReplayRun, replayStrategy, type DatedIntent } from './index.ts';

const grain = () => ({ tick: 0.01, lot: 1 });
const count = 60;
const marketBars = (seed: number): BarColumns => new SimMarket(seed).bars(instrumentId('SIM:ACME'), 3_600_000, Date.UTC(2025, 5, 2), count);

/** Settings of a seed, so that costs, leverage, ways to read bars and to fill all come. */
const settingsOf = (seed: number): BacktestSettings => testSettings({
  commissionRate: seed % 2 === 0 ? 0.001 : 0, spreadRate: seed % 3 === 0 ? 0.002 : 0, slippageRate: seed % 5 === 0 ? 0.001 : 0, margin: seed % 7 === 0 ? 0.1 : 1,
  intrabar: seed % 4 === 0 ? 'optimistic' : 'pessimistic', fill: seed % 6 === 0 ? 'same-close' : 'next-open', hedging: seed % 9 === 0, exclusive: seed % 11 === 0,
  size: { kind: 'units', units: 5 }, ...(seed % 8 === 0 ? { maxVolumeShare: 0.0005, borrowRate: 0.05 } : {}),
});

/** What a person might ask for at the present of a run; it may be refused. */
function dreamUp(key: number, step: number, run: ReplayRun, close: number): ReplayIntent {
  const draw = (k: number): number => uniform(key, step * 16 + k);
  const at = (share: number): number => Math.round(close * (1 + share) * 100) / 100;
  const order = run.orders[Math.floor(draw(1) * run.orders.length)]?.number ?? 1;
  const trade = run.trades[Math.floor(draw(2) * run.trades.length)]?.id ?? 1;
  const side = draw(3) < 0.5 ? 'buy' : 'sell';
  const away = side === 'buy' ? -1 : 1;
  const quantity = 1 + Math.floor(draw(4) * 20);
  const kind = draw(0);
  if (kind < 0.2) return { kind: 'place', side, type: 'market', ...(draw(5) < 0.5 ? { quantity } : {}) };
  if (kind < 0.35) return { kind: 'place', side, type: 'market', quantity, stopLoss: at(0.02 * away), takeProfit: at(-0.03 * away) };
  if (kind < 0.5) return { kind: 'place', side, type: 'limit', quantity, limitPrice: at(0.01 * away * draw(6)) };
  if (kind < 0.6) return { kind: 'place', side, type: 'stop', quantity, stopPrice: at(-0.01 * away * draw(6)) };
  if (kind < 0.65) return { kind: 'place', side, type: 'stop-limit', quantity, stopPrice: at(-0.005 * away), limitPrice: at(-0.01 * away) };
  if (kind < 0.75) return { kind: 'modify', order, limitPrice: at(0.004 * away) };
  if (kind < 0.83) return { kind: 'cancel', order };
  if (kind < 0.9) return { kind: 'protect', trade, stopLoss: at(0.015 * away), ...(draw(6) < 0.5 ? { takeProfit: null } : {}) };
  return draw(6) < 0.5 ? { kind: 'close', share: 1 } : { kind: 'close', trade, share: 0.5 };
}

/** Plays as a person does: bar by bar, trying things, now and then going back and deciding anew. Gives the run it ended with. */
function playByHand(seed: number, bars: BarColumns, settings: BacktestSettings): { readonly run: ReplayRun; readonly refused: number } {
  const key = streamKey(seed, 1);
  const series = { symbol: 'ACME', bars };
  let run = new ReplayRun(settings, series);
  let intents: readonly DatedIntent[] = [];
  let refused = 0;
  const again = (bar: number, given: readonly DatedIntent[]): void => {
    const made = new ReplayRun(settings, series);
    made.goTo(bar, given);
    [run, intents] = [made, given];
  };
  run.goTo(0);
  for (let step = 0; step < 64; step++) {
    const act = uniform(key, step * 16 + 15);
    if (act < 0.45) run.goTo(Math.min(run.bar + 1 + Math.floor(act * 6), count - 1));
    else if (act < 0.52) {
      const bar = Math.max(0, run.bar - 1 - Math.floor(act * 20));
      again(bar, intents.filter((one) => one.bar <= bar));
    } else {
      const given = { bar: run.bar, intent: dreamUp(key, step, run, bars.close[run.bar] ?? NaN) };
      const before = intents;
      try {
        if (settings.fill === 'same-close') again(run.bar, [...before, given]);
        else {
          run.decide(given.intent);
          intents = [...before, given];
        }
      } catch (error) {
        if (!(error instanceof QuantError)) throw error;
        refused += 1;
        again(run.bar, before);
      }
    }
  }
  run.goTo(count - 1);
  return { run, refused };
}

describe('a replay that was played by hand', () => {
  it('has the journal of one backtest of the same decisions over the whole stretch, on a hundred seeds', () => {
    let [fills, refusals] = [0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const [bars, settings] = [marketBars(seed), settingsOf(seed)];
      const { run, refused } = playByHand(seed, bars, settings);
      const series = [{ symbol: 'ACME', bars }];
      const strategy = replayStrategy(run.decisions);
      const recorded = recordRun(strategy, {}, settings, series);
      expect(journalText(run.journal(), grain), `seed ${seed}`).toBe(journalText(recorded.journal, grain));
      const whole = runStrategy(strategy, {}, settings, series, undefined, { hasInterval: false });
      expect(run.fills, `seed ${seed}`).toEqual(whole.fills);
      expect(run.equity, `seed ${seed}`).toBe(whole.equity.value.at(-1));
      fills += whole.fills.length;
      refusals += refused;
    }
    expect([fills > 1_000, refusals > 100], 'much was traded, and much refused').toEqual([true, true]);
  });
});

describe('a run that goes on when it is told to', () => {
  const bars = barsOf([[10, 11, 9, 10], [10, 12, 10, 11], [11, 13, 11, 12], [12, 13, 8, 9], [9, 10, 8, 9]]);
  const begin = (changes: Partial<BacktestSettings> = {}): ReplayRun => {
    const run = new ReplayRun(testSettings(changes), { symbol: 'X', bars });
    run.goTo(0);
    return run;
  };

  it('fills on the next bar what was decided on the close of this one', () => {
    const run = begin();
    run.decide({ kind: 'place', side: 'buy', type: 'market', quantity: 10, stopLoss: 9 });
    expect([run.fills.length, run.orders.map(({ number, placedBar }) => [number, placedBar])]).toEqual([0, [[1, 0]]]);
    run.goTo(2);
    expect([run.fills.map(({ price }) => price), run.equity, run.orders.map(({ number }) => number)]).toEqual([[10], 10_020, [2]]);
    run.goTo(3);
    expect([run.settled[0]?.exitPrice, run.orders]).toEqual([9, []]);
  });

  it('goes on past its ruin without trading, and refuses what is asked for', () => {
    const run = begin({ cash: 20, margin: 0.1 });
    run.decide({ kind: 'place', side: 'buy', type: 'market', quantity: 20 });
    run.goTo(4);
    expect([run.ruinedAt, run.equity, run.bar]).toEqual([3, 0, 4]);
    expect(() => run.decide({ kind: 'close', share: 1 })).toThrow('All cash is lost, so that nothing more can be traded; step back or finish.');
  });

  it('refuses what is not there', () => {
    expect(() => begin().decide({ kind: 'close', trade: 3, share: 1 })).toThrow('There is no open trade 3.');
    expect(() => begin().decide({ kind: 'cancel', order: 7 })).toThrow('There is no order 7 that waits; it was filled, cancelled or never placed.');
  });
});
