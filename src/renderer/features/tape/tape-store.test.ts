import { expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { nextSpeed, setSpeed, speedOf, useTape } from './tape-store.ts';

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
