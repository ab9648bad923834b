import { describe, expect, it } from 'vitest';
import { backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { SimMarket } from '../../../quant/sim-market/index.ts';
import type { CorporateAction } from '../../../contract/model/series-tools.ts';
import { createMemoryBarStore } from '../../adapters/store/index.ts';
import { tasks } from '../../workers/compute/tasks.ts';
import type { TaskContext, TaskInput, TaskName, TaskOutput } from '../../../quant/tasks.ts';
import type { JobOutcome, JobPort } from '../jobs/index.ts';
import { checkRequest } from './check-request.ts';
import { findRunData } from './find-run-data.ts';
import type { FoundBars } from './bar-source.ts';
import type { RecordedSpec } from './ports.ts';
import { checkExtras, loadExtras, rateKeysOf } from './series-extras.ts';

const day = 86_400_000;
const start = Date.UTC(2025, 0, 1);
const keyOf = (id: string): { instrumentId: ReturnType<typeof instrumentId>; timeframe: ReturnType<typeof timeframe> } => ({ instrumentId: instrumentId(id), timeframe: timeframe('1d') });
const [stock, euro] = [keyOf('FILE:ACME'), keyOf('FILE:EURUSD')];
const bars = new SimMarket(5).bars(instrumentId('SIM:ACME'), day, start + 100 * day, 50);
const rateBars = new SimMarket(6).bars(instrumentId('SIM:VOLT'), day, start + 200 * day, 200);
const actions: CorporateAction[] = [{ date: '2025-03-03', type: 'dividend', value: 0.5 }];
const jobs: JobPort = {
  concurrency: 1,
  dispose: async () => {},
  run: async <K extends TaskName>(task: K, input: TaskInput<K>): Promise<JobOutcome<TaskOutput<K>>> =>
    ({ ok: true, value: (tasks[task] as (input: TaskInput<K>, context: TaskContext) => TaskOutput<K>)(input, { progress: () => {} }) }),
};

async function open() {
  const store = createMemoryBarStore();
  await store.append(stock, bars, { isKept: true, onConflict: 'refuse' });
  await store.append(euro, rateBars, { isKept: true, onConflict: 'refuse' });
  const source = { bars: store, jobs };
  const found: FoundBars = { bars, fingerprint: (await store.readWithFingerprint(stock, { fromMs: null, toMs: null, limit: null })).fingerprint, isStored: true };
  return { source, found };
}
const given = { rates: [{ of: stock.instrumentId, series: euro, isInverted: true }], actions: [{ of: stock.instrumentId, actions }] };

describe('rates and actions of stored series', () => {
  it('are loaded for the series that they are of: rates from their beginning to the end of its last bar', async () => {
    const { source, found } = await open();
    const { rates, ratesFingerprint, ...more } = await loadExtras(source, given, stock, found);
    const last = bars.time.at(-1) ?? NaN;
    expect([more, rates?.isInverted, rates?.bars.time[0], rates?.bars.time.at(-1)]).toEqual([{ actions }, true, rateBars.time[0], last]);
    expect(ratesFingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await loadExtras(source, given, euro, found)).toEqual({});
    expect([rateKeysOf(given, [stock, euro]), rateKeysOf({}, [stock])]).toEqual([{ rateKeys: [euro, null] }, {}]);
  });

  it('that are not stored are said to be missing', async () => {
    const { source, found } = await open();
    await expect(loadExtras(source, { rates: [{ of: stock.instrumentId, series: keyOf('FILE:NONE'), isInverted: false }] }, stock, found))
      .rejects.toMatchObject({ code: 'NOT_FOUND', message: 'No rates FILE:NONE at 1d for FILE:ACME are stored; import them first.' });
  });

  it('of what is no series of the run, or given twice, are refused', () => {
    expect(() => checkExtras({ rates: [{ of: euro.instrumentId, series: euro, isInverted: false }] }, [stock])).toThrow('Rates were given for FILE:EURUSD, which is no series of the run; there is FILE:ACME.');
    expect(() => checkExtras({ actions: [...given.actions, ...given.actions] }, [stock])).toThrow('Actions were given twice for FILE:ACME; give them once.');
    expect(() => checkExtras(given, [stock])).not.toThrow();
  });

  it('are refused by a profile that knows one currency before anything is read or recorded', () => {
    const strategy = { info: { name: 'any', title: 'Any', family: 'Test', params: [], vectorised: false, description: '' }, code: null, codeHash: null };
    const check = (changes: object, converted: readonly string[]) => () => checkRequest({ strategy: 'any', params: {}, settings: backtestSettingsSchema.parse(changes) }, strategy, ['ACME'], converted);
    expect(check({ profile: 'backtesting.py' }, ['ACME'])).toThrow('The engine of the profile backtesting.py knows one currency; leave the rates for ACME out or choose the profile tapedeck.');
    expect(check({ conversion: 'value' }, [])).toThrow('no rates were given');
    expect(check({ conversion: 'value' }, ['ACME'])).not.toThrow();
  });

  it('are found again for a run that is made again, and said to be missing where they are others by then', async () => {
    const { source, found } = await open();
    const { rates, ratesFingerprint = '' } = await loadExtras(source, given, stock, found);
    const spec = (fingerprint: string): RecordedSpec => ({
      strategy: 'any', params: {}, settings: backtestSettingsSchema.parse({}), engineVersion: '3', series: stock, rateKeys: [euro],
      data: [{ symbol: 'ACME', bars: bars.time.length, fromMs: epochMs(bars.time[0] ?? 0), toMs: epochMs(bars.time.at(-1) ?? 0), fingerprint: found.fingerprint, actions, rates: { fingerprint, isInverted: true } }],
    });
    expect(await findRunData(source, 'run-1', spec(ratesFingerprint))).toEqual([{ symbol: 'ACME', bars, actions, rates }]);
    await expect(findRunData(source, 'run-1', spec('0'.repeat(64)))).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('The rates for ACME that run run-1 saw are nowhere as they were') });
  });
});
