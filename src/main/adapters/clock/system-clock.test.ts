import { describe, expect, it, vi } from 'vitest';
import { createSystemClock } from './system-clock.ts';

describe('the system clock', () => {
  it('tells wall time and calls back after a delay', async () => {
    const clock = createSystemClock();
    const before = clock.monotonicMs();
    await new Promise<void>((resolve) => void clock.after(15, resolve));
    expect(clock.monotonicMs() - before).toBeGreaterThan(13);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('keeps delays longer than a Node timer can hold', () => {
    vi.useFakeTimers();
    try {
      const run = vi.fn<() => void>();
      createSystemClock().after(3_000_000_000, run);
      vi.advanceTimersByTime(2_999_999_999);
      expect(run).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(run).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it('never calls what was disposed in time', () => {
    vi.useFakeTimers();
    try {
      const run = vi.fn<() => void>();
      createSystemClock().after(3_000_000_000, run).dispose();
      vi.advanceTimersByTime(4_000_000_000);
      expect(run).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});
