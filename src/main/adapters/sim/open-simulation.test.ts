import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import type { Tick } from '../../../contract/model/tick.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import { createManualClock, createSimulatedClock } from '../clock/index.ts';
import { silentLog } from '../../core/kernel/index.ts';
import { firstSimulatedMs, openSimulation } from './open-simulation.ts';

const acme = instrumentId('SIM:ACME');
const [minuteMs, hourMs] = [60_000, 3_600_000];

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tapedeck-sim-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open({ speed = 1 as number | null, seed = undefined as number | undefined, lastEventMs = null as number | null } = {}) {
  const real = createManualClock();
  const simulation = openSimulation({ folder, seed, speed: speed ?? undefined, clock: real, createTime: createSimulatedClock, lastEventMs: lastEventMs === null ? null : epochMs(lastEventMs), log: silentLog });
  const told: Tick[] = [];
  simulation.feed.onTick((tick) => told.push(tick));
  const { tape, feed, clock } = simulation;
  /** Lets real time pass until a call has its answer. */
  const during = async <T>(call: Promise<T>): Promise<T> => {
    let isDone = false;
    const settled = (): void => void (isDone = true);
    call.then(settled, settled);
    for (let i = 0; i < 2_000 && !isDone; i++) {
      real.advance(1);
      await Promise.resolve();
    }
    return call;
  };
  return { real, simulation, tape, feed, clock, told, during };
}

/** Everything that was traded and quoted, by someone who needs no feed. */
function allTicks(market: SimMarket, fromMs: number, toMs: number): Tick[] {
  return market.instrumentIds.flatMap((id) => market.ticks(id, fromMs, toMs)).sort((a, b) => a.timeMs - b.timeMs);
}

/** What was told after the opening quotes. */
const since = (told: readonly Tick[], ms: number): Tick[] => told.filter((tick) => tick.timeMs >= ms);
const historyOf = async (feed: ReturnType<typeof open>['feed'], frame: string, limit: number) =>
  feed.history({ instrumentId: acme, timeframe: timeframe(frame) }, { beforeMs: null, limit });

describe('the simulation', () => {
  it('begins on a Monday with every market open', () => {
    const { feed, clock, simulation } = open();
    expect(new Date(clock.now()).getUTCDay()).toBe(1);
    expect(feed.instruments().filter((one) => !feed.session(one, clock.now()).isOpen)).toEqual([]);
    simulation.dispose();
  });

  it('runs as fast as it was set to last, also after a crash, unless it is said how fast', async () => {
    const first = open({ speed: null });
    expect(first.tape.status().speed).toBe(1);
    first.tape.setSpeed(60);
    expect(open({ speed: null }).tape.status().speed, 'the first was not closed').toBe(60);
    const asked = open({ speed: 4 });
    expect(asked.tape.status().speed).toBe(4);
    await asked.during(asked.tape.pause());
    asked.simulation.dispose();
    const last = open({ speed: null });
    expect([last.tape.status().speed, last.tape.status().isPaused], 'as it ran last; a pause is of the day').toEqual([4, false]);
  });

  it.each(['{"simulatedMs":1767625200000,"speed":1e9}', '{"simulatedMs":1767625200000,"speed":"fast"}', '{"simulatedMs":1767625200000}'])('runs as real time where the note of the clock says %s', (note) => {
    writeFileSync(join(folder, 'simulated-clock.json'), note);
    const { tape, simulation } = open({ speed: null });
    expect(tape.status().speed).toBe(1);
    simulation.dispose();
  });

  it.each([0.25, 1, 60, 3_600])('tells every tick of the market once and in order, its time being that of the tick, at %d times the speed', (speed) => {
    const { real, feed, clock, told, simulation } = open({ speed });
    const times: number[] = [];
    feed.onTick(() => times.push(clock.now()));
    feed.start();
    times.length = 0;
    told.length = 0;
    for (let i = 0; i < 40; i++) real.advance(25);
    const untilMs = firstSimulatedMs + 1_000 * speed;
    expect(clock.now()).toBe(untilMs);
    expect(told).toEqual(allTicks(new SimMarket(1), firstSimulatedMs, untilMs));
    expect(times).toEqual(told.map((tick) => tick.timeMs));
    simulation.dispose();
  });

  it('has no bar that a tick still to be told belongs to', async () => {
    const { real, feed, clock, simulation } = open({ speed: 3_600 });
    feed.start();
    const ahead: Promise<boolean>[] = [];
    feed.onTick(({ timeMs }) => {
      if (timeMs % 97 === 0) ahead.push(historyOf(feed, '1m', 1).then(({ time }) => (time[0] ?? 0) + minuteMs > timeMs));
    });
    real.advance(1_000);
    expect(clock.now()).toBe(firstSimulatedMs + hourMs);
    expect(ahead.length).toBeGreaterThan(300);
    expect((await Promise.all(ahead)).includes(true)).toBe(false);
    simulation.dispose();
  });

  it('goes on after a restart where it stood: running, at the speed of its start, and never before what was recorded', async () => {
    const first = open({ speed: 60 });
    first.feed.start();
    first.real.advance(1_000);
    await first.during(first.tape.pause());
    first.tape.setSpeed(3_600);
    first.simulation.dispose();
    const second = open();
    expect(second.tape.status()).toMatchObject({ nowMs: firstSimulatedMs + minuteMs, startedAtMs: firstSimulatedMs + minuteMs, isPaused: false, speed: 1 });
    second.feed.start();
    second.real.advance(2_000);
    expect(second.clock.now()).toBe(firstSimulatedMs + minuteMs + 2_000);
    second.simulation.dispose();
    expect(open({ lastEventMs: firstSimulatedMs + hourMs }).clock.now()).toBe(firstSimulatedMs + hourMs);
  });
});

describe('the tape', () => {
  it('stands still while paused, and goes on without a leap', async () => {
    const { real, feed, tape, clock, told, during, simulation } = open({ speed: 60 });
    feed.start();
    real.advance(1_020);
    await during(tape.pause());
    const [pausedAt, count] = [clock.now(), told.length];
    expect(since(told, firstSimulatedMs), 'what was due at the pause was told').toEqual(allTicks(new SimMarket(1), firstSimulatedMs, pausedAt));
    real.advance(3_600_000);
    expect([clock.now(), told.length, tape.status().isPaused, feed.health().state]).toEqual([pausedAt, count, true, 'live']);
    tape.play();
    real.advance(100);
    // Between two beats; a pause tells what is due.
    await during(tape.pause());
    expect(clock.now() - pausedAt).toBe(6_000);
    simulation.dispose();
  });

  it('changes its speed without a leap, also while paused', async () => {
    const { real, feed, tape, clock, during, simulation } = open();
    feed.start();
    real.advance(1_000);
    tape.setSpeed(60);
    expect(clock.now() - firstSimulatedMs).toBe(1_000);
    real.advance(1_000);
    expect(clock.now() - firstSimulatedMs).toBe(61_000);
    await during(tape.pause());
    tape.setSpeed(0.25);
    real.advance(1_000);
    expect(tape.status()).toMatchObject({ speed: 0.25, isPaused: true, nowMs: clock.now() });
    const pausedAt = clock.now();
    tape.play();
    real.advance(4_000);
    await during(tape.pause());
    expect(clock.now() - pausedAt).toBe(1_000);
    simulation.dispose();
  });

  it('steps past the next tick of any instrument, and to the next whole second, minute and hour, and is paused then', async () => {
    const { real, feed, tape, clock, told, during, simulation } = open();
    feed.start();
    real.advance(1_450);
    for (let i = 0; i < 5; i++) {
      const [before, fromMs] = [told.length, clock.now()];
      await during(tape.step('tick'));
      const next = told.slice(before);
      expect(next.length).toBeGreaterThan(0);
      expect(new Set(next.map((tick) => tick.timeMs)), 'one moment').toEqual(new Set([clock.now() - 1]));
      expect(next, 'nothing was passed over').toEqual(allTicks(new SimMarket(1), fromMs, clock.now()));
    }
    for (const [by, length] of [['second', 1_000], ['minute', minuteMs], ['hour', hourMs]] as const) {
      const fromMs = clock.now();
      await during(tape.step(by));
      expect([clock.now() % length, clock.now() > fromMs, clock.now() - fromMs <= length]).toEqual([0, true, true]);
      expect(tape.status().isPaused).toBe(true);
    }
    expect(since(told, firstSimulatedMs)).toEqual(allTicks(new SimMarket(1), firstSimulatedMs, firstSimulatedMs + hourMs));
    expect(await historyOf(feed, '1m', 60)).toEqual(new SimMarket(1).bars(acme, minuteMs, firstSimulatedMs + hourMs, 60));
    simulation.dispose();
  });

  it('takes two steps asked for at once one after the other', async () => {
    const { feed, tape, clock, during, simulation } = open();
    feed.start();
    await during(Promise.all([tape.step('minute'), tape.step('minute')]));
    expect(clock.now()).toBe(firstSimulatedMs + 2 * minuteMs);
    simulation.dispose();
  });

  it('says after each change that something changed', async () => {
    const { feed, tape, during, simulation } = open();
    feed.start();
    const seen: string[] = [];
    tape.onChange(() => {
      const { speed, isPaused, scenarios } = tape.status();
      seen.push(`${speed} ${isPaused ? 'paused' : 'running'} ${scenarios.length}`);
    });
    tape.setSpeed(2);
    await during(tape.pause());
    tape.play();
    await during(tape.step('second'));
    tape.runScenario('gap', acme);
    expect(seen).toEqual(['2 running 0', '2 paused 0', '2 running 0', '2 paused 0', '2 paused 1']);
    simulation.dispose();
  });
});

describe('the market of a folder', () => {
  it('is the one that it was opened with first', () => {
    const first = open({ seed: 7 });
    first.simulation.dispose();
    const [again, other] = [open(), new SimMarket(7)];
    expect(again.simulation.seed).toBe(7);
    expect(again.simulation.record.newestTicks(acme, firstSimulatedMs)).toEqual(other.newestTicks(acme, firstSimulatedMs));
    again.simulation.dispose();
    expect(() => open({ seed: 8 })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(open({ seed: 7 }).simulation.seed).toBe(7);
  });

  it('is the first one, or that of its scenarios, where the folder is older than the note', () => {
    const note = join(folder, 'simulated-market.json');
    open().simulation.dispose();
    rmSync(note);
    expect(() => open({ seed: 7 })).toThrow('seed 1, not 7');
    expect(open({ lastEventMs: firstSimulatedMs }).simulation.seed).toBe(1);
    rmSync(note);
    const scenario = { scenarioId: 'scn-1', kind: 'crash', instrumentId: null, startMs: firstSimulatedMs, endMs: firstSimulatedMs + hourMs };
    appendFileSync(join(folder, 'scenarios.jsonl'), `${JSON.stringify({ seed: 9, scenario })}\n`);
    const old = open();
    expect([old.simulation.seed, old.tape.status().scenarios.length]).toEqual([9, 1]);
  });
});

describe('scenarios', () => {
  it('begin at once, on disk before the market knows, and are the same history after a restart', async () => {
    const { real, feed, tape, clock, told, during, simulation } = open({ speed: 60 });
    feed.start();
    real.advance(5_000);
    const calledAt = clock.now();
    const gap = tape.runScenario('gap', acme);
    expect(gap).toMatchObject({ kind: 'gap', instrumentId: acme, startMs: calledAt });
    expect(readFileSync(join(folder, 'scenarios.jsonl'), 'utf8')).toBe(`${JSON.stringify({ seed: 1, scenario: gap })}\n`);
    await during(tape.step('hour'));
    const halt = tape.runScenario('halt', acme);
    const crash = tape.runScenario('crash', null);
    await during(tape.step('hour'));
    const market = new SimMarket(1, [gap, halt, crash]);
    expect(since(told, firstSimulatedMs)).toEqual(allTicks(market, firstSimulatedMs, clock.now()));
    expect(since(told, firstSimulatedMs)).not.toEqual(allTicks(new SimMarket(1), firstSimulatedMs, clock.now()));
    const bars = await historyOf(feed, '5m', 40);
    simulation.dispose();
    const again = open();
    expect(again.tape.status().scenarios).toEqual([gap, halt, crash]);
    expect(await historyOf(again.feed, '5m', 40)).toEqual(bars);
    again.simulation.dispose();
  });

  it('called by who hears a tick begin after what is being told', () => {
    const { real, feed, tape, clock, told, simulation } = open({ speed: 600 });
    feed.start();
    const listener = feed.onTick(({ timeMs }) => {
      if (timeMs < firstSimulatedMs + 10_000) return;
      listener.dispose();
      tape.runScenario('crash', null);
      expect(clock.now()).toBe(timeMs);
    });
    real.advance(1_000);
    const { scenarios } = tape.status();
    expect(since(told, firstSimulatedMs)).toEqual(allTicks(new SimMarket(1, scenarios), firstSimulatedMs, clock.now()));
    expect(scenarios).toHaveLength(1);
    simulation.dispose();
  });

  it('that cannot be stored do not happen', () => {
    const { feed, tape, simulation } = open();
    feed.start();
    mkdirSync(join(folder, 'scenarios.jsonl'));
    expect(() => tape.runScenario('crash', null)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('was not called') }));
    expect(tape.status().scenarios).toEqual([]);
    simulation.dispose();
  });

  it('half written when the computer stopped never happened, and the next one can be read', () => {
    const first = open();
    const gap = first.tape.runScenario('gap', acme);
    appendFileSync(join(folder, 'scenarios.jsonl'), '{"seed":1,"scena');
    const second = open();
    expect(second.tape.status().scenarios).toEqual([gap]);
    const halt = second.tape.runScenario('halt', acme);
    expect(open().tape.status().scenarios).toEqual([gap, halt]);
  });

  it('never start after the time at which the market goes on, even when that was not saved', () => {
    const first = open({ speed: 3_600 });
    first.feed.start();
    first.real.advance(1_000);
    const gap = first.tape.runScenario('gap', acme);
    rmSync(join(folder, 'simulated-clock.json'));
    expect(open().clock.now()).toBe(gap.startMs);
  });

  it('halt what trades only, and move prices only so far', async () => {
    const { feed, tape, during, simulation } = open();
    feed.start();
    tape.runScenario('halt', acme);
    expect(() => tape.runScenario('halt', acme)).toThrow(/^SIM:ACME does not trade until 2026-01-05T15:05:00.000Z/);
    const crash = async (): Promise<void> => {
      tape.runScenario('crash', instrumentId('SIM:TOYS'));
      await during(tape.step('hour'));
    };
    for (let i = 0; i < 15; i++) await crash();
    await expect((async () => { for (let i = 0; i < 15; i++) await crash(); })()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(tape.status().scenarios.length).toBeLessThan(30);
    simulation.dispose();
  });
});

describe('a lost feed', () => {
  it('is silent for half a minute, says so within three seconds, and then tells all that was missed', async () => {
    const { real, feed, tape, clock, told, simulation } = open({ speed: 60 });
    feed.start();
    real.advance(1_000);
    const loss = tape.runScenario('feed-loss', null);
    expect(loss.endMs - loss.startMs).toBe(30 * minuteMs);
    const [count, lostAt] = [told.length, clock.now()];
    real.advance(1_000);
    expect(feed.health().state).toBe('live');
    real.advance(1_000);
    expect(feed.health().state).toBe('stale');
    await expect(tape.step('minute')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(() => tape.runScenario('feed-loss', null)).toThrow('silent');
    real.advance(27_900);
    expect([told.length, clock.now()], 'time is that of the last tick told').toEqual([count, lostAt]);
    real.advance(1_100);
    expect(feed.health().state).toBe('live');
    expect(clock.now()).toBe(firstSimulatedMs + 32 * minuteMs);
    expect(since(told, firstSimulatedMs)).toEqual(allTicks(new SimMarket(1), firstSimulatedMs, clock.now()));
    expect(await historyOf(feed, '1m', 32)).toEqual(new SimMarket(1).bars(acme, minuteMs, clock.now(), 32));
    simulation.dispose();
  });
});
