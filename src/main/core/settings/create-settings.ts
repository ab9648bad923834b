import { settingsSchema, type SettingsChanges, type SettingsRecord } from '../../../contract/model/settings.ts';
import { AppError, StateMailbox, type Clock, type Log } from '../kernel/index.ts';
import { deepFreeze } from './deep-freeze.ts';
import type { DocumentStore, StoredDocument } from './ports.ts';
import { readSettings, type ReadSettings } from './read-settings.ts';
import type { UserSettings } from './user-settings.ts';

export type SettingsDeps = { readonly store: DocumentStore; readonly clock: Clock; readonly log: Log };

/** The snapshot that is told, and what lies on the disk beneath it. */
type State = ReadSettings & { readonly record: SettingsRecord };

const kind = 'settings';
/** One person, one window's settings. */
const name = 'main';

/** Builds the settings on their store. */
export function createSettings({ store, clock, log }: SettingsDeps): UserSettings {
  const mailboxes = new Set<StateMailbox<'settings', SettingsRecord>>();
  let state = readState(store.load(kind, name));
  if (state.faults.length > 0) log.warn('Stored settings cannot be used; defaults stand in for them', { faults: state.faults, version: state.record.version });

  function swap(next: State): SettingsRecord {
    state = next;
    for (const mailbox of mailboxes) mailbox.put('settings', state.record);
    return state.record;
  }

  return {
    get: () => state.record,
    patch({ version, changes }) {
      checkVersion(version, state.record.version);
      const given = withoutUndefined(changes);
      if (Object.keys(given).length === 0) return state.record;
      checkWhole({ ...state.record.settings, ...given });
      const document = { version: version + 1, savedAtMs: clock.now(), text: JSON.stringify({ ...state.stored, ...given }) };
      store.save(kind, name, document, { setsAside: losesUnreadable(state.faults, given) });
      return swap(readState(document));
    },
    async *watch(signal) {
      const mailbox = new StateMailbox<'settings', SettingsRecord>();
      mailboxes.add(mailbox);
      mailbox.put('settings', state.record);
      try {
        for await (const batch of mailbox.batches(signal)) yield* batch;
      } finally {
        mailboxes.delete(mailbox);
      }
    },
    health: () => (state.faults.length === 0 ? { status: 'ok', detail: `version ${state.record.version}` } : { status: 'warning', detail: describeFaults(state.faults) }),
  };
}

function readState(document: StoredDocument | null): State {
  const read = readSettings(document?.text ?? '{}');
  return { ...read, record: deepFreeze({ version: document?.version ?? 0, settings: read.settings }) };
}

function checkVersion(basedOn: number, current: number): void {
  if (basedOn === current) return;
  throw new AppError(
    'CONFLICT', `The settings are at version ${current} and the change is based on version ${basedOn}; read them again and repeat the change.`, { version: current, basedOn },
  );
}

function checkWhole(settings: unknown): void {
  const whole = settingsSchema.safeParse(settings);
  if (whole.success) return;
  const faults = whole.error.issues.map(({ path, message }) => ({ field: ['changes', ...path].join('.'), reason: message }));
  throw new AppError('INVALID_INPUT', `${faults[0]?.field} ${faults[0]?.reason}.`, { faults });
}

/** Whether the change would write over something that could not be read. */
const losesUnreadable = (faults: ReadSettings['faults'], changes: SettingsChanges): boolean =>
  faults === 'text' || faults.some((field) => Object.hasOwn(changes, field));

const describeFaults = (faults: ReadSettings['faults']): string =>
  `${faults === 'text' ? 'the settings' : faults.join(', ')} as stored cannot be used; the defaults stand in, and what was stored is kept`;

const withoutUndefined = (changes: SettingsChanges): SettingsChanges => Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
