import { expect, it } from 'vitest';
import type { Bar } from '../../../contract/model/bar.ts';
import type { ReplayState, ReplayUpdate } from '../../../contract/model/replay.ts';
import { PlayedBars, pageOf, type BarsChange } from './played-bars.ts';

const bar = (time: number): Bar => ({ time: time as Bar['time'], open: time, high: time + 1, low: time - 1, close: time, volume: 10 });
const update = (present: number, times: readonly number[], isWhole = false): ReplayUpdate => ({ state: { bar: bar(present), replay: { cursor: present - 1 } } as ReplayState, bars: times.map(bar), isWhole });

function start() {
  const played = new PlayedBars();
  const changes: BarsChange[] = [];
  played.watch((change) => changes.push(change));
  played.take(update(3, [1, 2, 3], true));
  return { played, changes, times: () => played.bars.map(({ time }) => Number(time)) };
}

it('takes bars as they come, each once, and tells what is new', () => {
  const { played, changes, times } = start();
  played.take(update(5, [4, 5]));
  played.take(update(5, []));
  played.take(update(6, [5, 6]));
  expect(times()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(changes.map((change) => (change.kind === 'added' ? change.bars.map(({ time }) => Number(time)) : change.kind))).toEqual(['anew', [4, 5], [6]]);
});

it('has nothing beyond the present after a step back, and comes on again', () => {
  const { played, changes, times } = start();
  played.take(update(1, []));
  expect([times(), changes.at(-1)?.kind, played.cursor]).toEqual([[1], 'anew', 0]);
  played.take(update(2, [2]));
  expect(times()).toEqual([1, 2]);
});

it('never takes a bar that lies after the present, whatever it is told', () => {
  const { played, times } = start();
  played.take(update(4, [4, 5, 6]));
  expect(times()).toEqual([1, 2, 3, 4]);
  played.take(update(2, [1, 2, 3], true));
  expect(times()).toEqual([1, 2]);
});

it('gives up all that it had for a whole answer, and takes older bars in front once', () => {
  const { played, changes, times } = start();
  played.take(update(12, [11, 12], true));
  played.prepend(pageOf([9, 10, 11].map(bar)));
  played.prepend(pageOf([10].map(bar)));
  expect([times(), changes.map(({ kind }) => kind)]).toEqual([[9, 10, 11, 12], ['anew', 'anew', 'older']]);
});
