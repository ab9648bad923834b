import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock, createSimulatedClock } from '../clock/index.ts';
import { createTapeDrive } from './tape-drive.ts';

/** A tape whose telling takes real time: so many milliseconds for a second of the market. */
function rig({ speed, costMs }: { readonly speed: number; readonly costMs: number }) {
  const real = createManualClock();
  let spentMs = 0;
  // Work takes time, but lets no timer ring: that is what a busy thread is.
  const pacer = { ...real, now: () => real.now(), monotonicMs: () => real.monotonicMs() + spentMs, after: real.after };
  const pace = createSimulatedClock({ base: pacer, startAt: epochMs(0), speed, isPaused: true });
  let toldMs = 0;
  /** How long each turn took, by when it began: no timer rings within one. */
  const turns = new Map<number, number>();
  const drive = createTapeDrive({
    pace, pacer, toldUntilMs: () => toldMs,
    tellUntil(ms) {
      const tookMs = (costMs * (ms - toldMs)) / 1_000;
      turns.set(real.monotonicMs(), (turns.get(real.monotonicMs()) ?? 0) + tookMs);
      spentMs += tookMs;
      toldMs = ms;
    },
  });
  return { real, drive, pace, turns, told: () => toldMs, elapsed: () => pacer.monotonicMs() };
}

describe('the drive of the tape', () => {
  it('gives others their turn after some milliseconds, however far it leaps', async () => {
    const { real, drive, turns, told } = rig({ speed: 1, costMs: 0.5 });
    drive.start();
    const leap = drive.goTo(3_600_000);
    for (let i = 0; i < 2_000; i++) real.advance(1);
    await leap;
    expect(told()).toBe(3_600_000);
    expect(turns.size).toBeGreaterThan(200);
    expect(Math.max(...turns.values()), 'a turn of 4 ms and the piece that ends it').toBeLessThanOrEqual(5);
  });

  it('lets the market run slower than asked where the tape cannot follow, instead of falling behind', () => {
    // A second of real time asks for 3,600 seconds, of which each takes a millisecond.
    const { real, drive, pace, told, elapsed } = rig({ speed: 3_600, costMs: 1 });
    drive.start();
    for (let i = 0; i < 5_000; i++) {
      real.advance(1);
      expect(pace.now() - told()).toBeLessThanOrEqual(3_600 * 350);
    }
    expect(told() / elapsed(), 'as fast as the work allows, with rests').toBeGreaterThan(500);
    expect(told() / elapsed()).toBeLessThan(1_000);
  });

  it('leaves nobody waiting when it is disposed', async () => {
    const { drive } = rig({ speed: 1, costMs: 1 });
    drive.start();
    const leap = drive.goTo(3_600_000);
    drive.dispose();
    await expect(leap).resolves.toBeUndefined();
  });

  it('counts a market that is held as heard', () => {
    const { real, drive } = rig({ speed: 1, costMs: 0 });
    drive.start();
    void drive.pause();
    real.advance(60_000);
    expect(drive.isStale).toBe(false);
    drive.play();
    expect(drive.isStale).toBe(false);
  });
});
