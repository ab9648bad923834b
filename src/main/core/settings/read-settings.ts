import { z } from 'zod';
import { settingFields, settingsSchema, watchlistSchema, type Settings } from '../../../contract/model/settings.ts';

export type SettingName = keyof Settings;

/** What a stored text says. */
export type ReadSettings = {
  /** Whole and valid: what is missing or cannot be used has its default. */
  readonly settings: Settings;
  /** Everything that is stored, also what only a newer version knows or what cannot be used. */
  readonly stored: Readonly<Record<string, unknown>>;
  /** Settings whose stored value cannot be used; 'text' when none can, because the text is not an object of JSON. */
  readonly faults: 'text' | readonly SettingName[];
};

/** As in a change, but what a newer version says of a list besides is passed over. */
const readers = {
  ...settingFields,
  watchlists: z.array(watchlistSchema.strip()).refine((lists) => settingFields.watchlists.safeParse(lists).success),
};
const names = Object.keys(settingFields) as SettingName[];

/** Reads stored settings one by one, so that one that cannot be used does not take the others with it. */
export function readSettings(text: string): ReadSettings {
  const stored = parseObject(text);
  if (stored === null) return { settings: settingsSchema.parse({}), stored: {}, faults: 'text' };
  const usable: Partial<Record<SettingName, unknown>> = {};
  const faults: SettingName[] = [];
  for (const name of names) {
    if (!Object.hasOwn(stored, name)) continue;
    const value = readers[name].safeParse(stored[name]);
    if (value.success) usable[name] = value.data;
    else faults.push(name);
  }
  return { settings: settingsSchema.parse(usable), stored, faults };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
