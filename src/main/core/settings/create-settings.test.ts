import { afterEach, describe, expect, it } from 'vitest';
import { instrumentId } from '../../../contract/model/instrument.ts';
import { settingsSchema, type SettingsChanges, type SettingsRecord } from '../../../contract/model/settings.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { createManualClock } from '../../adapters/clock/index.ts';
import { createMemoryDocumentStore } from '../../adapters/store/index.ts';
import { AppError, silentLog, type Log } from '../kernel/index.ts';
import { createSettings } from './create-settings.ts';
import type { DocumentStore } from './ports.ts';

const defaults = settingsSchema.parse({});
const acme = instrumentId('SIM:ACME');
const look = { hue: 'rose', width: 2, dash: 'solid', isShown: true } as const;
const ema = { id: 'ema-1', name: 'ema', params: { timePeriod: 9 }, inputs: [{ of: 'rsi-1', output: 'real' }], looks: { real: look }, isShown: true };

/** Settings over a store that holds the given text, as version 4. */
function open(text?: string) {
  const store = createMemoryDocumentStore();
  if (text !== undefined) store.save('settings', 'main', { version: 4, savedAtMs: epochMs(1), text });
  const warnings: unknown[] = [];
  const log: Log = { ...silentLog, warn: (_, fields) => void warnings.push(fields) };
  const reopen = (): ReturnType<typeof createSettings> => createSettings({ store, clock: createManualClock(7_000), log });
  return { store, settings: reopen(), reopen, warnings };
}
const storedIn = (store: DocumentStore): unknown => JSON.parse(store.load('settings', 'main')?.text ?? 'null');

function failureOf(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('the call did not fail');
}

describe('settings', () => {
  it('are the defaults, of version 0, before anything was saved', () => {
    const { settings, store } = open();
    expect(settings.get()).toEqual({ version: 0, settings: defaults });
    expect(store.load('settings', 'main'), 'looking saves nothing').toBeNull();
    expect(settings.health()).toEqual({ status: 'ok', detail: 'version 0' });
  });

  it('change together, count the change and are there again after a restart', () => {
    const { settings, store, reopen } = open();
    const watchlists = [{ name: 'Tech', instrumentIds: [acme] }];
    const changed = settings.patch({ version: 0, changes: { theme: 'light', watchlists } });
    expect(changed).toEqual({ version: 1, settings: { ...defaults, theme: 'light', watchlists } });
    expect(settings.patch({ version: 1, changes: { tourDone: true } })).toEqual({ version: 2, settings: { ...changed.settings, tourDone: true } });
    expect(reopen().get()).toEqual(settings.get());
    expect(store.load('settings', 'main')?.savedAtMs).toBe(7_000);
  });

  it('stay as they are when a change names no field', () => {
    const { settings, store } = open();
    expect(settings.patch({ version: 0, changes: { theme: undefined } as unknown as SettingsChanges }).version).toBe(0);
    expect(store.load('settings', 'main')).toBeNull();
  });

  it('refuse a change that is based on another version', () => {
    const { settings, store } = open();
    settings.patch({ version: 0, changes: { theme: 'light' } });
    const before = [settings.get(), store.load('settings', 'main')];
    for (const version of [0, 2]) {
      expect(failureOf(() => settings.patch({ version, changes: { theme: 'system' } }))).toMatchObject({
        code: 'CONFLICT', details: { version: 1, basedOn: version },
        message: `The settings are at version 1 and the change is based on version ${version}; read them again and repeat the change.`,
      });
    }
    expect([settings.get(), store.load('settings', 'main')]).toEqual(before);
  });

  it.each<[string, object, string]>([
    ['an unknown colour', { theme: 'light', upDown: 'pink' }, 'changes.upDown'],
    ['a field that does not exist', { theme: 'light', volume: 11 }, 'changes'],
    ['two lists of one name', { watchlists: [{ name: 'A', instrumentIds: [] }, { name: 'A', instrumentIds: [acme] }] }, 'changes.watchlists'],
    ['an instrument twice in one list', { watchlists: [{ name: 'A', instrumentIds: [acme, acme] }] }, 'changes.watchlists.0.instrumentIds'],
    ['more instruments than can be watched', { watchlists: Array.from({ length: 5 }, (_, i) => ({ name: `${i}`, instrumentIds: Array.from({ length: 401 }, (_, j) => `SIM:A${j}`) })) }, 'changes.watchlists'],
    ['a favourite twice', { favouriteIndicators: ['rsi', 'ema', 'rsi'] }, 'changes.favouriteIndicators'],
    ['two templates of one name', { indicatorTemplates: [{ name: 'A', indicators: [ema] }, { name: 'A', indicators: [ema] }] }, 'changes.indicatorTemplates'],
    ['a template without an indicator', { indicatorTemplates: [{ name: 'A', indicators: [] }] }, 'changes.indicatorTemplates.0.indicators'],
    ['a colour that is none of the window', { indicatorTemplates: [{ name: 'A', indicators: [{ ...ema, looks: { real: { ...look, hue: '#ff0000' } } }] }] }, 'changes.indicatorTemplates.0.indicators.0.looks.real.hue'],
  ])('refuse %s and name the field', (_, changes, field) => {
    const { settings, store } = open();
    const failure = failureOf(() => settings.patch({ version: 0, changes: changes as SettingsChanges }));
    expect(failure).toMatchObject({ code: 'INVALID_INPUT', details: { faults: [{ field }] } });
    expect(failure.message.startsWith(`${field} `), failure.message).toBe(true);
    expect(settings.get()).toEqual({ version: 0, settings: defaults });
    expect(store.load('settings', 'main')).toBeNull();
  });

  it('stay as they are when they cannot be stored', () => {
    const { store } = open();
    const settings = createSettings({
      clock: createManualClock(), log: silentLog,
      store: { ...store, save: () => { throw new AppError('UNAVAILABLE', 'The disk is full.'); } },
    });
    expect(failureOf(() => settings.patch({ version: 0, changes: { theme: 'light' } })).code).toBe('UNAVAILABLE');
    expect(settings.get()).toEqual({ version: 0, settings: defaults });
  });

  it('keep favourites and templates as they were given, also after a restart', () => {
    const { settings, reopen } = open();
    const changes = { favouriteIndicators: ['rsi', 'vwap'], indicatorTemplates: [{ name: 'Scalping, 1 min', indicators: [ema] }] };
    settings.patch({ version: 0, changes });
    expect(reopen().get().settings).toEqual({ ...defaults, ...changes });
  });

  it('are a snapshot that nobody can change, and that a later change leaves alone', () => {
    const { settings } = open();
    const given = [{ name: 'Tech', instrumentIds: [acme] }];
    const before = settings.patch({ version: 0, changes: { watchlists: given } });
    given[0]?.instrumentIds.pop();
    expect(() => before.settings.watchlists[0]?.instrumentIds.pop()).toThrow(TypeError);
    expect(() => Object.assign(before.settings, { theme: 'light' })).toThrow(TypeError);
    settings.patch({ version: 1, changes: { watchlists: [] } });
    expect(before.settings.watchlists).toEqual([{ name: 'Tech', instrumentIds: [acme] }]);
  });
});

describe('stored settings', () => {
  it('of a newer version keep what this one does not know', () => {
    const newer = { theme: 'light', sound: { volume: 11 }, watchlists: [{ name: 'A', instrumentIds: [acme], colour: 'red' }] };
    const { settings, store } = open(JSON.stringify(newer));
    expect(settings.get()).toEqual({ version: 4, settings: { ...defaults, theme: 'light', watchlists: [{ name: 'A', instrumentIds: [acme] }] } });
    settings.patch({ version: 4, changes: { density: 'roomy' } });
    expect(storedIn(store)).toEqual({ ...newer, density: 'roomy' });
    expect(settings.health().status, 'what is only unknown is no fault').toBe('ok');
  });

  it('of which one cannot be used have the default of that one; it is kept until it is chosen anew, and then set aside', () => {
    const text = JSON.stringify({ theme: 'sepia', density: 'roomy' });
    const { settings, store, warnings } = open(text);
    expect(settings.get().settings).toEqual({ ...defaults, density: 'roomy' });
    expect(warnings).toEqual([{ faults: ['theme'], version: 4 }]);
    expect(settings.health()).toEqual({ status: 'warning', detail: 'theme as stored cannot be used; the defaults stand in, and what was stored is kept' });

    settings.patch({ version: 4, changes: { tourDone: true } });
    expect(storedIn(store)).toEqual({ theme: 'sepia', density: 'roomy', tourDone: true });
    expect(settings.health().status).toBe('warning');
    expect(store.loadSetAside('settings', 'main')).toEqual([]);

    expect(settings.patch({ version: 5, changes: { theme: 'dark' } }).version).toBe(6);
    expect(storedIn(store)).toEqual({ theme: 'dark', density: 'roomy', tourDone: true });
    expect(settings.health().status).toBe('ok');
    expect(store.loadSetAside('settings', 'main').map((one) => JSON.parse(one.text) as unknown)).toEqual([{ theme: 'sepia', density: 'roomy', tourDone: true }]);
  });

  it.each(['', '{"theme":"li', 'null', '[]', '"dark"'])('that are %j give way to the defaults and are set aside at the first change', (text) => {
    const { settings, store, warnings } = open(text);
    expect(settings.get()).toEqual({ version: 4, settings: defaults });
    expect(warnings).toEqual([{ faults: 'text', version: 4 }]);
    expect(settings.health().status).toBe('warning');
    expect(store.load('settings', 'main')?.text, 'looking changes nothing').toBe(text);

    settings.patch({ version: 4, changes: { theme: 'light' } });
    expect(store.loadSetAside('settings', 'main')).toEqual([{ version: 4, savedAtMs: 1, text }]);
    expect(settings.get()).toEqual({ version: 5, settings: { ...defaults, theme: 'light' } });
    expect(settings.health().status).toBe('ok');
  });
});

describe('watching settings', () => {
  const controller = new AbortController();
  afterEach(() => controller.abort());

  it('begins with the settings of now and tells every change; a slow reader gets the newest', async () => {
    const { settings } = open();
    const stream = settings.watch(controller.signal);
    const next = async (): Promise<SettingsRecord | void> => (await stream.next()).value;
    expect(await next()).toBe(settings.get());
    settings.patch({ version: 0, changes: { theme: 'light' } });
    expect(await next()).toMatchObject({ version: 1, settings: { theme: 'light' } });
    settings.patch({ version: 1, changes: { theme: 'system' } });
    settings.patch({ version: 2, changes: { theme: 'dark' } });
    expect(failureOf(() => settings.patch({ version: 1, changes: { theme: 'light' } })).code).toBe('CONFLICT');
    expect(await next()).toMatchObject({ version: 3, settings: { theme: 'dark' } });
    const last = stream.next();
    controller.abort();
    expect((await last).done, 'a refused change was not told').toBe(true);
  });
});
