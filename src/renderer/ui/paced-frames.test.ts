import { expect, it } from 'vitest';
import { pacedFrames, pacedRun } from './paced-frames.ts';

function open(perSecond: number) {
  let nowMs = 0;
  let waiting: { atMs: number; run: () => void }[] = [];
  const runs: number[] = [];
  const next = pacedFrames(perSecond, {
    nowMs: () => nowMs,
    after: (ms, run) => void waiting.push({ atMs: nowMs + ms, run }),
    nextFrame: (run) => void waiting.push({ atMs: nowMs + 16, run }),
  });
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
  return { ask: () => next(() => runs.push(nowMs)), passTo, runs };
}

it('draws what comes after a pause with the next frame', () => {
  const { ask, passTo, runs } = open(10);
  ask();
  passTo(1_000);
  ask();
  passTo(2_000);
  expect(runs).toEqual([16, 1_016]);
});

it('draws what comes in a hurry at its pace, and the last of it too', () => {
  const { ask, passTo, runs } = open(10);
  ask();
  passTo(20);
  ask();
  passTo(100);
  expect(runs).toEqual([16]);
  passTo(1_000);
  expect(runs).toEqual([16, 132]);
});

it('runs once for many askings, and again for the next', () => {
  let frames: (() => void)[] = [];
  let runs = 0;
  const ask = pacedRun(10, () => (runs += 1), { nowMs: () => 0, after: (_ms, run) => void frames.push(run), nextFrame: (run) => void frames.push(run) });
  const draw = (): void => {
    const [due, ...later] = frames;
    frames = later;
    due?.();
  };
  ask();
  ask();
  draw();
  expect([runs, frames.length]).toEqual([1, 0]);
  ask();
  draw();
  draw();
  expect(runs).toBe(2);
});
