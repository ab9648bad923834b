import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from './manual-clock.ts';

describe('the manual clock', () => {
  it('calls what falls due in order of time, each at its own moment', () => {
    const clock = createManualClock(1_000);
    const seen: [string, number][] = [];
    const note = (name: string) => (): void => void seen.push([name, clock.now()]);
    clock.after(20, note('late'));
    clock.after(10, note('early'));
    clock.after(10, note('early too'));
    clock.advance(15);
    expect(seen).toEqual([['early', 1_010], ['early too', 1_010]]);
    clock.advance(15);
    expect(seen.at(-1)).toEqual(['late', 1_020]);
    expect(clock.now()).toBe(1_030);
  });

  it('calls what is armed on the way, and a timer of zero cannot hold time still', () => {
    const clock = createManualClock();
    let count = 0;
    const again = (): void => {
      count += 1;
      clock.after(0, again);
    };
    clock.after(0, again);
    clock.advance(5);
    expect(count).toBe(5);
  });

  it('never calls what was disposed, also by another timer of the same moment', () => {
    const clock = createManualClock();
    const seen: string[] = [];
    clock.after(5, () => second.dispose());
    const second = clock.after(5, () => seen.push('second'));
    clock.advance(10);
    expect(seen).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('lets the wall time jump without touching timers or durations', () => {
    const clock = createManualClock(50_000);
    let firedAt = -1;
    clock.after(10, () => (firedAt = clock.now()));
    clock.jumpTo(epochMs(1_000));
    clock.advance(10);
    expect([firedAt, clock.monotonicMs()]).toEqual([1_010, 10]);
  });
});
