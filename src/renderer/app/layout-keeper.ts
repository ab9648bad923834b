import type { Layout } from '../../contract/model/settings.ts';
import { isClientError, type Client } from '../api/index.ts';
import { againMs, tryUntilDone } from './try-until-done.ts';

type Layouts = Pick<Client['api']['layouts'], 'get' | 'save'>;

/** The stored layout of a name, loaded and stored over the version that was last seen. */
export type LayoutKeeper = {
  /** The layout, as it was given last where that is not stored yet; null where there is none or nobody wants it any more. Whatever else keeps it from being had passes, and is told. */
  load(isWanted: () => boolean, onFailure: (error: unknown) => void): Promise<string | null>;
  /** Stores the newest layout; one that cannot be stored now is kept and tried again, until it is or a newer one takes its place. */
  save(layout: string): void;
};

export function keepLayout(layouts: Layouts, name: string, onRefused: (error: unknown) => void): LayoutKeeper {
  let version = 0;
  let latest: string | null = null;
  /** What was given last, until it is stored; null: it is. */
  let unstored: string | null = null;
  let isSaving = false;

  const find = (): Promise<Layout | null> =>
    layouts.get({ name }).catch((error: unknown) => {
      if (isClientError(error) && error.code === 'NOT_FOUND') return null;
      throw error;
    });

  const store = async (): Promise<void> => {
    while (latest !== null) {
      const layout = latest;
      latest = null;
      try {
        version = (await layouts.save({ name, version, layout })).version;
      } catch (error) {
        if (!isClientError(error) || isPassing.has(error.code)) {
          latest ??= layout;
          await new Promise((resolve) => setTimeout(resolve, againMs));
        } else if (error.code === 'CONFLICT') {
          // Another window saved its own meanwhile; the last one to move a panel wins.
          version = (await tryUntilDone(find, () => true))?.version ?? 0;
          latest ??= layout;
        } else onRefused(error);
      }
    }
    unstored = null;
    isSaving = false;
  };

  return {
    async load(isWanted, onFailure) {
      if (unstored !== null) return unstored;
      const found = await tryUntilDone(find, isWanted, onFailure);
      version = found?.version ?? 0;
      return found?.layout ?? null;
    },
    save(layout) {
      latest = unstored = layout;
      if (isSaving) return;
      isSaving = true;
      void store();
    },
  };
}

/** What keeps a call from being answered and goes by; anything else would be refused again. */
const isPassing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'INTERNAL']);
