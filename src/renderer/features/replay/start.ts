import type { Timeframe } from '../../../contract/model/timeframe.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import type { Client } from '../../api/index.ts';
import { notify } from '../../app/notices.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import type { StartInput } from './read-setup.ts';
import { openReplay, reloadList } from './replay-store.ts';

/** Days of the simulated instrument that an example plays. */
const exampleBars = 60;
const exampleTimeframe = '1d' as Timeframe;

/** Starts a replay and puts it on the desk. Rejects with what the application refuses. */
export async function startReplay(client: Client, input: StartInput): Promise<void> {
  const { replay } = await client.api.replays.start(input);
  openReplay(replay.replayId);
  reloadList();
  showPanel('replay', 'replay-chart');
}

/** Starts a replay of the last sixty days of a simulated instrument. */
export async function startExample(client: Client): Promise<void> {
  try {
    const [instrument] = (await client.api.market.instruments({})).filter(({ isTradable }) => isTradable);
    if (instrument === undefined) throw new Error('There is no simulated instrument here. Import a file of bars, and replay that.');
    const series = { instrumentId: instrument.id, timeframe: exampleTimeframe };
    // The last bar is still forming.
    const { time } = await client.api.market.history({ ...series, limit: exampleBars + 1 });
    await startReplay(client, { ...series, warmup: 200, settings: { cash: 10_000, commissionRate: 0.001, closeAtEnd: true }, ...(time[0] === undefined ? {} : { fromMs: time[0] as EpochMs }) });
  } catch (error) {
    notify({ kind: 'warn', title: 'The example did not start', text: sentenceOf(error) });
  }
}
