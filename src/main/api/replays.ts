import type { ReplayIntent } from '../../contract/model/replay.ts';
import type { Guarded } from './guard.ts';

export const replaysRouter = ({ replays: os }: Guarded) => ({
  start: os.start.handler(({ input: { instrumentId, timeframe, fromMs = null, toMs = null, ...request }, context: { core } }) =>
    core.replays.start({ instrumentId, timeframe }, { ...request, fromMs, toMs })),

  get: os.get.handler(({ input, context: { core } }) => core.replays.get(input.replayId)),

  list: os.list.handler(async ({ input, context: { core } }) => [...(await core.replays.list(input.limit))]),

  bars: os.bars.handler(({ input: { replayId, beforeMs = null, limit }, context: { core } }) => core.replays.bars(replayId, beforeMs, limit)),

  intents: os.intents.handler(async ({ input, context: { core } }) => [...(await core.replays.intents(input.replayId))]),

  journal: os.journal.handler(({ input, context: { core } }) => core.replays.journal(input.replayId)),

  place: os.place.handler(({ input: { replayId, dropLater, ...terms }, context: { core } }) => core.replays.decide(replayId, intent({ kind: 'place', ...terms }), dropLater)),

  modify: os.modify.handler(({ input: { replayId, dropLater, ...terms }, context: { core } }) => core.replays.decide(replayId, intent({ kind: 'modify', ...terms }), dropLater)),

  cancel: os.cancel.handler(({ input: { replayId, dropLater, ...terms }, context: { core } }) => core.replays.decide(replayId, intent({ kind: 'cancel', ...terms }), dropLater)),

  close: os.close.handler(({ input: { replayId, dropLater, ...terms }, context: { core } }) => core.replays.decide(replayId, intent({ kind: 'close', ...terms }), dropLater)),

  protect: os.protect.handler(({ input: { replayId, dropLater, ...terms }, context: { core } }) => core.replays.decide(replayId, intent({ kind: 'protect', ...terms }), dropLater)),

  play: os.play.handler(({ input: { replayId, speed = null }, context: { core } }) => core.replays.play(replayId, speed)),

  pause: os.pause.handler(({ input, context: { core } }) => core.replays.pause(input.replayId)),

  step: os.step.handler(({ input, context: { core } }) => core.replays.step(input.replayId, input.bars)),

  seek: os.seek.handler(({ input, context: { core } }) => core.replays.seek(input.replayId, input.timeMs)),

  finish: os.finish.handler(({ input, context: { core, signal } }) => core.replays.finish(input.replayId, signal)),

  watch: os.watch.handler(({ input, context: { core, signal } }) => core.replays.watch(input.replayId, signal)),
});

const intent = (terms: ReplayIntent): ReplayIntent => terms;
