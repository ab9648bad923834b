import { expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { isPausedOf, nextSpeed, pause, play, playOrPause, setSpeed, speedOf, useTape } from './tape-store.ts';

it.each([[1, 1, 2], [1, -1, 0.25], [3, 1, 4], [3, -1, 2], [3_600, 1, 3_600], [0.25, -1, 0.25]] as const)('from %d× in direction %d the next stop is %d×', (speed, direction, next) => {
  expect(nextSpeed(speed, direction)).toBe(next);
});

it('steps taken faster than the market answers start from the speed last wanted, and the last one is what it gets', async () => {
  useTape.setState({ status: { speed: 60 } as NonNullable<ReturnType<typeof useTape.getState>['status']>, wantedSpeed: null });
  const asked: { readonly speed: number; readonly answer: () => void }[] = [];
  const client = { api: { tape: { setSpeed: ({ speed }: { speed: number }) => new Promise((resolve) => asked.push({ speed, answer: () => resolve({ speed }) })) } } } as unknown as Client;
  const first = setSpeed(client, 0.25);
  for (let step = 0; step < 2; step++) void setSpeed(client, nextSpeed(speedOf(useTape.getState()), 1));
  expect([speedOf(useTape.getState()), asked.map((one) => one.speed)]).toEqual([2, [0.25]]);
  asked[0]?.answer();
  await expect.poll(() => asked.length).toBe(2);
  expect(speedOf(useTape.getState()), 'until it is confirmed').toBe(2);
  asked[1]?.answer();
  await first;
  expect([useTape.getState().status?.speed, useTape.getState().wantedSpeed, asked.map((one) => one.speed)]).toEqual([2, null, [0.25, 2]]);
});

/** A market that plays and answers when it is told to; `asked` is what reached it. */
function startTape() {
  const status = (isPaused: boolean) => ({ speed: 1, isPaused }) as NonNullable<ReturnType<typeof useTape.getState>['status']>;
  useTape.setState({ status: status(false), wantedSpeed: null, wantedPause: null });
  const asked: { readonly isPaused: boolean; readonly answer: () => void; readonly fail: () => void }[] = [];
  const ask = (isPaused: boolean) => new Promise((resolve, reject) => asked.push({ isPaused, answer: () => resolve(status(isPaused)), fail: () => reject(new Error('gone')) }));
  return { asked, client: { api: { tape: { pause: () => ask(true), play: () => ask(false) } } } as unknown as Client };
}

it('pressed twice before the market answers, the key pauses and goes on', async () => {
  const { asked, client } = startTape();
  const first = playOrPause(client);
  expect(isPausedOf(useTape.getState()), 'as it is about to be').toBe(true);
  void playOrPause(client);
  expect(isPausedOf(useTape.getState())).toBe(false);
  asked[0]?.answer();
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer();
  await first;
  expect([asked.map((one) => one.isPaused), useTape.getState().status?.isPaused, useTape.getState().wantedPause]).toEqual([[true, false], false, null]);
});

it('what was wanted and taken back before the answer is not asked for again', async () => {
  const { asked, client } = startTape();
  const first = pause(client);
  void play(client);
  void pause(client);
  asked[0]?.answer();
  await first;
  expect([asked.length, isPausedOf(useTape.getState())]).toEqual([1, true]);
});

it('a pause that the market did not take is not shown as one', async () => {
  const { asked, client } = startTape();
  const first = playOrPause(client);
  asked[0]?.fail();
  await first;
  expect([isPausedOf(useTape.getState()), useTape.getState().wantedPause]).toEqual([false, null]);
});
