export { createLayouts, type LayoutsDeps } from './create-layouts.ts';
export { createSettings, type SettingsDeps } from './create-settings.ts';
export type { Layouts } from './layouts.ts';
export type { DocumentKind, DocumentStore, StoredDocument } from './ports.ts';
export type { UserSettings } from './user-settings.ts';
