import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from './manual-clock.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const startAt = epochMs(1_700_000_000_000);
const elapsed = (clock: { now(): number }): number => clock.now() - startAt;

describe('the simulated clock', () => {
  it('goes on from the stored moment at its speed, whatever the wall time is', () => {
    const base = createManualClock(42);
    const clock = createSimulatedClock({ base, startAt, speed: 60 });
    expect(clock.now()).toBe(startAt);
    base.advance(1_000);
    expect(elapsed(clock)).toBe(60_000);
    base.jumpTo(epochMs(0));
    expect(elapsed(clock), 'a correction of the computer clock must not move the market').toBe(60_000);
  });

  it('stands still while paused and goes on from there', () => {
    const base = createManualClock();
    const clock = createSimulatedClock({ base, startAt });
    base.advance(100);
    clock.pause();
    base.advance(5_000);
    expect([elapsed(clock), clock.isPaused]).toEqual([100, true]);
    clock.resume();
    base.advance(50);
    expect([elapsed(clock), clock.isPaused]).toEqual([150, false]);
  });

  it('counts delays in simulated time, also over a pause and a change of speed', () => {
    const base = createManualClock();
    const clock = createSimulatedClock({ base, startAt, speed: 10 });
    const firedAt: number[] = [];
    clock.after(1_000, () => firedAt.push(base.monotonicMs()));
    base.advance(50);
    clock.pause();
    base.advance(1_000);
    clock.resume();
    clock.setSpeed(100);
    base.advance(4);
    expect(firedAt, '500 ms are left and 400 have gone').toEqual([]);
    base.advance(1);
    expect(firedAt).toEqual([1_055]);
    expect(elapsed(clock)).toBe(1_000);
  });

  it('steps while paused and calls each timer at its own moment', () => {
    const base = createManualClock();
    const clock = createSimulatedClock({ base, startAt, isPaused: true });
    const seen: number[] = [];
    const everyMinute = (): void => {
      seen.push(elapsed(clock));
      clock.after(60_000, everyMinute);
    };
    clock.after(60_000, everyMinute);
    clock.step(150_000);
    expect(seen).toEqual([60_000, 120_000]);
    expect(elapsed(clock)).toBe(150_000);
    base.advance(1_000_000);
    expect(elapsed(clock)).toBe(150_000);
  });

  it('steps ahead while running and goes on from there', () => {
    const base = createManualClock();
    const clock = createSimulatedClock({ base, startAt, speed: 2 });
    base.advance(10);
    clock.step(1_000);
    base.advance(10);
    expect(elapsed(clock)).toBe(1_040);
  });

  it('never calls a timer before its moment and never runs backwards', () => {
    const speeds = fc.constantFrom(0.25, 1, 3, 7.5, 1_000);
    const moves = fc.array(fc.oneof(fc.nat(50), speeds.map((speed) => ({ speed })), fc.constantFrom('pause', 'resume', 'step')), { maxLength: 40 });
    fc.assert(
      fc.property(moves, fc.array(fc.nat(2_000), { maxLength: 8 }), (steps, delays) => {
        const base = createManualClock();
        const clock = createSimulatedClock({ base, startAt });
        const fired: { delay: number; at: number }[] = [];
        for (const delay of delays) clock.after(delay, () => fired.push({ delay, at: elapsed(clock) }));
        let last = 0;
        for (const step of steps) {
          if (typeof step === 'number') base.advance(step);
          else if (typeof step === 'object') clock.setSpeed(step.speed);
          else if (step === 'step') clock.step(17);
          else clock[step]();
          expect(elapsed(clock)).toBeGreaterThanOrEqual(last);
          last = elapsed(clock);
        }
        for (const { delay, at } of fired) expect(at).toBeGreaterThanOrEqual(delay);
        expect(fired.map(({ delay }) => Math.max(1, delay))).toEqual(fired.map(({ delay }) => Math.max(1, delay)).toSorted((a, b) => a - b));
        clock.resume();
        clock.step(3_000);
        expect(fired).toHaveLength(delays.length);
      }),
    );
  });

  it('lets go of its timers and of the base when disposed', () => {
    const base = createManualClock();
    const clock = createSimulatedClock({ base, startAt });
    let count = 0;
    clock.after(20, () => (count += 1)).dispose();
    expect(base.pendingCount, 'nothing waits, so the base need not call').toBe(0);
    clock.after(10, () => (count += 1));
    expect(base.pendingCount).toBe(1);
    clock.dispose();
    base.advance(100);
    expect([count, base.pendingCount]).toEqual([0, 0]);
  });

  it('refuses a speed that is not above zero', () => {
    const clock = createSimulatedClock({ base: createManualClock(), startAt });
    for (const speed of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => clock.setSpeed(speed)).toThrow('speed of simulated time');
    expect(clock.speed).toBe(1);
  });
});
