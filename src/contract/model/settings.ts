import { z } from 'zod';
import { favouriteIndicatorsSchema, indicatorTemplatesSchema } from './chart-indicator.ts';
import { instrumentIdSchema } from './instrument.ts';
import { lineSchema } from './line.ts';

export const themeSchema = z.enum(['dark', 'light', 'system']);
export type Theme = z.infer<typeof themeSchema>;

/** Colours of up and down, the rising one first. */
export const upDownSchema = z.enum(['blue-orange', 'green-red', 'red-green']);
export type UpDown = z.infer<typeof upDownSchema>;

export const densitySchema = z.enum(['dense', 'roomy']);
export type Density = z.infer<typeof densitySchema>;

/** Whose clock moments are shown in. */
export const timeDisplaySchema = z.enum(['exchange', 'local', 'utc']);
export type TimeDisplay = z.infer<typeof timeDisplaySchema>;

/** Instruments under a name, in the order in which they are shown. */
export const watchlistSchema = z.strictObject({
  name: lineSchema(40).describe('name of the list; no two lists have the same'),
  instrumentIds: z
    .array(instrumentIdSchema)
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each instrument once')
    .describe('instruments in the order in which they are shown'),
});
export type Watchlist = z.infer<typeof watchlistSchema>;

const maxWatchedInstruments = 2_000;

const watchlistsSchema = z
  .array(watchlistSchema)
  .max(50)
  .refine((lists) => new Set(lists.map((list) => list.name)).size === lists.length, 'must have a different name for each list')
  .refine((lists) => lists.reduce((sum, list) => sum + list.instrumentIds.length, 0) <= maxWatchedInstruments, `must hold at most ${maxWatchedInstruments} instruments in all`);

const hotKeysSchema = z
  .record(lineSchema(64), z.string().max(64))
  .refine((keys) => Object.keys(keys).length <= 500, 'must have at most 500 entries');

/** Every setting, without its default. */
export const settingFields = {
  theme: themeSchema.describe('colours of the window; system: as the computer says'),
  upDown: upDownSchema.describe('colours of rising and falling, the rising one first'),
  density: densitySchema.describe('how close rows stand'),
  timeDisplay: timeDisplaySchema.describe('clock of the times that are shown: of the exchange, of this computer, or UTC'),
  hotKeys: hotKeysSchema.describe('keys by command where they differ from the usual ones; empty text: none'),
  tourDone: z.boolean().describe('whether the introduction was seen or put off'),
  watchlists: watchlistsSchema.describe('lists of instruments'),
  favouriteIndicators: favouriteIndicatorsSchema.describe('names of the indicators that are offered first'),
  indicatorTemplates: indicatorTemplatesSchema.describe('sets of indicators with their parameters and colours, to be put on any chart'),
};

/** What a person has chosen about the window, whole. */
export const settingsSchema = z.strictObject({
  theme: settingFields.theme.default('dark'),
  upDown: settingFields.upDown.default('blue-orange'),
  density: settingFields.density.default('dense'),
  timeDisplay: settingFields.timeDisplay.default('exchange'),
  hotKeys: settingFields.hotKeys.default({}),
  tourDone: settingFields.tourDone.default(false),
  watchlists: settingFields.watchlists.default([]),
  favouriteIndicators: settingFields.favouriteIndicators.default([]),
  indicatorTemplates: settingFields.indicatorTemplates.default([]),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings to be changed; what is left out stays. A field is replaced as a whole, lists and hot keys too. */
export const settingsChangesSchema = z.strictObject(settingFields).partial();
export type SettingsChanges = z.infer<typeof settingsChangesSchema>;

const versionSchema = z.number().int().min(0);

/** The settings and how often they were changed; 0: never, all is as it was delivered. */
export const settingsRecordSchema = z.object({ version: versionSchema.describe('counts the changes; a change names the version it was based on'), settings: settingsSchema });
export type SettingsRecord = z.infer<typeof settingsRecordSchema>;

export const layoutNameSchema = z.string().regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 lower-case letters, digits or hyphens');

/** Letters of a layout: a desk of many panels, indicators and messages has room. */
const mostLayoutLetters = 256 * 1_024;

/** An arrangement of panels. What its text means is the window's own business; here it is JSON. */
export const layoutSchema = z.object({
  name: layoutNameSchema.describe('name of the layout'),
  version: versionSchema.describe('counts the saves of this name; a save names the version it was based on, 0 for a new name'),
  layout: z
    .string()
    .max(mostLayoutLetters, `must have at most ${mostLayoutLetters} letters`)
    .refine(isJson, 'must be JSON text')
    .describe('the arrangement as JSON text'),
});
export type Layout = z.infer<typeof layoutSchema>;

/** A stored layout without its text. */
export const layoutInfoSchema = layoutSchema.omit({ layout: true });
export type LayoutInfo = z.infer<typeof layoutInfoSchema>;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
