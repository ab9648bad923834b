import { describe, expect, it, vi, type Mock } from 'vitest';
import { createLifetime } from './lifetime.ts';

class Ended extends Error {}

const open = (limitMs = 1_000): { exit: Mock<(code: number) => void>; troubles: string[]; lifetime: ReturnType<typeof createLifetime> } => {
  const exit = vi.fn<(code: number) => void>();
  const troubles: string[] = [];
  const lifetime = createLifetime({
    limitMs,
    onTrouble: (sentence) => void troubles.push(sentence),
    exit: (code) => {
      exit(code);
      throw new Ended();
    },
  });
  return { exit, troubles, lifetime };
};

describe('the lifetime of the process', () => {
  it('closes in reverse order and ends with the code asked for', async () => {
    const { exit, lifetime } = open();
    const closed: string[] = [];
    lifetime.defer(() => void closed.push('workstation'));
    lifetime.defer(async () => {
      await Promise.resolve();
      closed.push('host');
    });
    await expect(lifetime.end(0)).rejects.toThrow(Ended);
    expect(closed).toEqual(['host', 'workstation']);
    expect(exit.mock.calls).toEqual([[0]]);
  });

  it('closes the rest when one fails, says so and ends with 1', async () => {
    const { exit, troubles, lifetime } = open();
    const close = vi.fn<() => void>();
    lifetime.defer(close);
    lifetime.defer(() => Promise.reject(new Error('the disk is gone')));
    await expect(lifetime.end(0)).rejects.toThrow(Ended);
    expect(close).toHaveBeenCalledOnce();
    expect(exit.mock.calls).toEqual([[1]]);
    expect(troubles).toEqual(['Something did not close in order: the disk is gone']);
  });

  it('closes once when asked again, and keeps the worse exit code', async () => {
    const { exit, lifetime } = open();
    const close = vi.fn<() => Promise<void>>(() => Promise.resolve());
    lifetime.defer(close);
    const ends = [lifetime.end(0), lifetime.end(1), lifetime.end(0)];
    for (const end of ends) await expect(end).rejects.toThrow(Ended);
    expect(close).toHaveBeenCalledOnce();
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers();
    try {
      const exit = vi.fn<(code: number) => never>();
      const troubles: string[] = [];
      const lifetime = createLifetime({ limitMs: 1_000, exit, onTrouble: (sentence) => void troubles.push(sentence) });
      lifetime.defer(() => new Promise(() => undefined));
      void lifetime.end(0);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(exit).toHaveBeenCalledExactlyOnceWith(1);
      expect(troubles).toEqual(['Tapedeck could not close everything within 1 s and ends now.']);
    } finally {
      vi.useRealTimers();
    }
  });
});
