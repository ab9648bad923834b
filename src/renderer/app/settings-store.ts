import { create } from 'zustand';
import type { Settings, SettingsChanges } from '../../contract/model/settings.ts';
import type { Client } from '../api/index.ts';
import type { TimeZoneChoice } from '../ui/format.ts';
import { exchangeZone } from './exchange-zone.ts';
import { notify } from './notices.ts';
import { sentenceOf } from './use-call.ts';

type SettingsStore = { readonly version: number; readonly settings: Settings; readonly isLoaded: boolean };

/** The settings as they hold now; ours until the application has told. */
export const useSettings = create<SettingsStore>(() => ({
  version: 0,
  isLoaded: false,
  settings: { theme: 'dark', upDown: 'blue-orange', density: 'dense', timeDisplay: 'exchange', hotKeys: {}, tourDone: true, watchlists: [], favouriteIndicators: [], indicatorTemplates: [] },
}));

/** Follows the settings, and wears them: theme, colours of up and down, density. Gives the function that stops it. */
export function followSettings(client: Client): () => void {
  const subscription = client.subscribe({
    kind: 'state',
    open: (api, signal) => api.settings.watch({}, { signal }),
    onValue: ({ version, settings }) => useSettings.setState({ version, settings, isLoaded: true }),
  });
  const unwatch = useSettings.subscribe(({ settings }) => wear(settings));
  const wearNow = (): void => wear(useSettings.getState().settings);
  const system = matchMedia('(prefers-color-scheme: light)');
  system.addEventListener('change', wearNow);
  wearNow();
  return () => {
    subscription.close();
    unwatch();
    system.removeEventListener('change', wearNow);
  };
}

let isStored: Promise<void> = Promise.resolve();

/** Stores changes, one after the other, as soon as it is known what they change. A change made meanwhile elsewhere is not overwritten: that is said, and the newer settings hold. */
export function changeSettings(client: Client, changes: SettingsChanges): Promise<void> {
  isStored = isStored.then(() => store(client, changes));
  return isStored;
}

const untilLoaded = (): Promise<void> =>
  new Promise((resolve) => {
    if (useSettings.getState().isLoaded) return resolve();
    const stop = useSettings.subscribe(({ isLoaded }) => {
      if (!isLoaded) return;
      stop();
      resolve();
    });
  });

async function store(client: Client, changes: SettingsChanges): Promise<void> {
  await untilLoaded();
  const { version } = useSettings.getState();
  try {
    const record = await client.api.settings.patch({ version, changes });
    useSettings.setState({ version: record.version, settings: record.settings });
  } catch (error) {
    notify({ kind: 'warn', title: 'The setting was not stored', text: sentenceOf(error) });
  }
}

/** Whose clock times are shown in; `calendar` is that of the exchange whose times they are, the simulated one where nothing is said. */
export const useZone = (calendar?: string): TimeZoneChoice =>
  useSettings(({ settings: { timeDisplay } }) => (timeDisplay === 'exchange' ? exchangeZone(calendar) : timeDisplay));

function wear(settings: Settings): void {
  const { dataset } = document.documentElement;
  const isLight = settings.theme === 'light' || (settings.theme === 'system' && matchMedia('(prefers-color-scheme: light)').matches);
  dataset['theme'] = isLight ? 'light' : 'dark';
  dataset['upDown'] = settings.upDown;
  dataset['density'] = settings.density;
}
