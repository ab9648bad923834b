import type { InstrumentId } from '../../src/contract/model/instrument.ts';
import { SimMarket, simInstruments } from '../../src/quant/sim-market/index.ts';
import { medianMs, type Bench } from './bench.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const wednesday = Date.UTC(2026, 5, 17);
const openMs = wednesday + 15 * 3_600_000;
const id = (symbol: string): InstrumentId => `SIM:${symbol}` as InstrumentId;

/** The simulated market must cost so little that the demo feels like a venue, not like a program that simulates one. */
export const bench: Bench = {
  name: 'sim-market',
  run(report) {
    const market = new SimMarket(1);
    const instruments = simInstruments();
    let day = 0;
    for (const [symbol, minutes] of [['ACME', 390], ['TAPE', 390], ['ORBUSD', 1_440]] as const) {
      const ms = medianMs(() => void market.bars(id(symbol), minuteMs, wednesday - (day++ % 50) * dayMs, minutes - 2), { warmup: 20, runs: 101 });
      report({ figure: `minutes of ${symbol} for a day`, measured: `${ms.toFixed(2)} ms for ${minutes} minutes`, target: '< 1 ms', ok: ms < 1 });
    }
    for (const symbol of ['TAPE', 'ORBUSD']) {
      const ms = medianMs(() => void market.bars(id(symbol), dayMs, wednesday, 2_000), { warmup: 3, runs: 11 });
      report({ figure: `2,000 day bars of ${symbol}`, measured: `${ms.toFixed(1)} ms`, target: '< 50 ms', ok: ms < 50, note: 'on the main thread' });
    }

    // A feed asks for every instrument every 50 ms of its own time; four simulated seconds a beat make it a busy tape.
    let [now, count] = [openMs, 0];
    const beat = (): void => {
      for (const instrument of instruments) count += market.ticks(instrument.id, now, now + 4_000).length;
      now += 4_000;
    };
    for (let i = 0; i < 50; i++) beat();
    count = 0;
    const started = performance.now();
    for (let i = 0; i < 1_000; i++) beat();
    const perTick = (performance.now() - started) / count;
    const load = 2_000 * perTick / 1_000;
    report({
      figure: `2,000 ticks/s over ${instruments.length} instruments`, measured: `${(100 * load).toFixed(2)} % of a core`, target: '< 2 %', ok: load < 0.02,
      note: `${(1_000 * perTick).toFixed(2)} µs a tick`,
    });

    const sunday = wednesday + 4 * dayMs + dayMs / 2;
    const newest = medianMs(() => instruments.forEach((one) => void new SimMarket(2).newestTicks(one.id, sunday)), { warmup: 1, runs: 5 });
    report({ figure: 'first quotes of all, from nothing, on a Sunday', measured: `${newest.toFixed(1)} ms`, target: '< 200 ms', ok: newest < 200 });
    return Promise.resolve();
  },
};
