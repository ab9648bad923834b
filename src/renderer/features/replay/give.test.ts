import { afterEach, expect, it } from 'vitest';
import type { Client } from '../../api/index.ts';
import { finish, useAsked } from './give.ts';
import { useReplay } from './replay-store.ts';

const [asked, replay] = [useAsked.getState(), useReplay.getState()];
afterEach(() => {
  useAsked.setState(asked, true);
  useReplay.setState(replay, true);
});

it('ends a replay once, however often that is asked for while it ends', async () => {
  const answer = Promise.withResolvers<void>();
  let calls = 0;
  const client = { api: { replays: { finish: () => (calls++, answer.promise) } } } as unknown as Client;
  useReplay.setState({ replayId: 'one' });
  const first = finish(client);
  await finish(client);
  expect([calls, useAsked.getState().isEnding]).toEqual([1, true]);
  answer.resolve();
  await first;
  expect(useAsked.getState().isEnding).toBe(false);
});
