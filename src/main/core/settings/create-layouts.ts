import { layoutSchema, type Layout } from '../../../contract/model/settings.ts';
import { AppError, type Clock, type Log } from '../kernel/index.ts';
import type { Layouts } from './layouts.ts';
import type { DocumentStore, StoredDocument } from './ports.ts';

export type LayoutsDeps = { readonly store: DocumentStore; readonly clock: Clock; readonly log: Log };

const kind = 'layout';
const maxLayouts = 200;

/** Builds the layouts on their store. */
export function createLayouts({ store, clock, log }: LayoutsDeps): Layouts {
  return {
    list: () => [...store.list(kind)],
    get(name) {
      const stored = store.load(kind, name);
      if (stored === null) throw new AppError('NOT_FOUND', `There is no layout ${name}.`, { name });
      const { version } = stored;
      if (isUsable(stored)) return { name, version, layout: stored.text };
      log.warn('A stored layout cannot be used', { name, version });
      throw new AppError('NOT_FOUND', `The layout ${name} as stored cannot be used; save a new one over version ${version}, and the old text is kept.`, { name, version });
    },
    save(layout) {
      check(layout);
      const { name, version } = layout;
      const stored = store.load(kind, name);
      checkVersion(name, version, stored?.version ?? 0);
      if (stored === null && store.list(kind).length >= maxLayouts) {
        throw new AppError('CONFLICT', `There are ${maxLayouts} layouts already; save over one of them.`, { maximum: maxLayouts });
      }
      const document = { version: version + 1, savedAtMs: clock.now(), text: layout.layout };
      store.save(kind, name, document, { setsAside: stored !== null && !isUsable(stored) });
      return { ...layout, version: document.version };
    },
  };
}

const isUsable = (stored: StoredDocument): boolean => layoutSchema.shape.layout.safeParse(stored.text).success;

function check(layout: Layout): void {
  const fault = layoutSchema.safeParse(layout).error?.issues[0];
  if (fault !== undefined) throw new AppError('INVALID_INPUT', `${fault.path.join('.')} ${fault.message}.`, { faults: [{ field: fault.path.join('.'), reason: fault.message }] });
}

function checkVersion(name: string, basedOn: number, current: number): void {
  if (basedOn === current) return;
  const remedy = current === 0 ? 'save it as version 0' : 'load it again and repeat the change';
  const found = current === 0 ? `There is no layout ${name}` : `The layout ${name} is at version ${current}`;
  throw new AppError('CONFLICT', `${found} and the save is based on version ${basedOn}; ${remedy}.`, { name, version: current, basedOn });
}
