import type { SettingsChanges, SettingsRecord } from '../../../contract/model/settings.ts';

/** What the person at the window has chosen. */
export interface UserSettings {
  /** The settings of this moment: one frozen snapshot, whole and valid, from memory. */
  get(): SettingsRecord;
  /**
   * Changes some settings at once, on disk when it returns. CONFLICT when they were changed since the version this is based on,
   * INVALID_INPUT when they are not valid as a whole; then nothing has changed.
   */
  patch(change: { readonly version: number; readonly changes: SettingsChanges }): SettingsRecord;
  /** The settings now and whenever they change; a slow reader gets the newest. */
  watch(signal: AbortSignal): AsyncGenerator<SettingsRecord, void, void>;
  /** A warning while something that is stored cannot be used and defaults stand in for it. */
  health(): { readonly status: 'ok' | 'warning'; readonly detail: string };
}
