import { expect, it } from 'vitest';
import { pacedRun } from './paced-run.ts';

function open(perSecond: number) {
  let nowMs = 0;
  let waiting: { atMs: number; run: () => void }[] = [];
  const runs: number[] = [];
  const ask = pacedRun(perSecond, () => runs.push(nowMs), { nowMs: () => nowMs, after: (ms, run) => void waiting.push({ atMs: nowMs + Math.max(0, ms), run }) });
  const passTo = (untilMs: number): void => {
    for (;;) {
      const [first] = waiting.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (first === undefined) break;
      waiting = waiting.filter((one) => one !== first);
      nowMs = first.atMs;
      first.run();
    }
    nowMs = untilMs;
  };
  return { ask, passTo, runs };
}

it('comes at once after a pause', () => {
  const { ask, passTo, runs } = open(10);
  ask();
  passTo(1_000);
  ask();
  passTo(2_000);
  expect(runs).toEqual([0, 1_000]);
});

it('comes at its pace in a hurry, and for the last asking too', () => {
  const { ask, passTo, runs } = open(10);
  for (let ms = 0; ms < 250; ms += 10) {
    passTo(ms);
    ask();
  }
  passTo(1_000);
  expect(runs).toEqual([0, 100, 200, 300]);
});
