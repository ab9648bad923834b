import { beforeEach, expect, it } from 'vitest';
import type { SettingsChanges } from '../../contract/model/settings.ts';
import type { Client } from '../api/index.ts';
import { useNotices } from './notices.ts';
import { changeSettings, useSettings } from './settings-store.ts';

beforeEach(() => {
  useSettings.setState(useSettings.getInitialState(), true);
  useNotices.setState({ shown: [], history: [] });
});

/** An application that stores what is asked of it, and what it was asked. */
function startKeeper() {
  const asked: { readonly version: number; readonly changes: SettingsChanges }[] = [];
  const patch = (change: { version: number; changes: SettingsChanges }) => {
    asked.push(change);
    return Promise.resolve({ version: change.version + 1, settings: { ...useSettings.getState().settings, ...change.changes } });
  };
  return { asked, client: { api: { settings: { patch } } } as unknown as Client };
}

it('a change made before the settings are known is stored over those that there are', async () => {
  const { asked, client } = startKeeper();
  const isStored = changeSettings(client, { theme: 'light' });
  const isStoredToo = changeSettings(client, { density: 'roomy' });
  await Promise.resolve();
  expect(asked).toEqual([]);
  useSettings.setState({ version: 7, isLoaded: true });
  await Promise.all([isStored, isStoredToo]);
  expect(asked).toEqual([{ version: 7, changes: { theme: 'light' } }, { version: 8, changes: { density: 'roomy' } }]);
  expect(useSettings.getState()).toMatchObject({ version: 9, settings: { theme: 'light', density: 'roomy' } });
  expect(useNotices.getState().shown).toEqual([]);
});
