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
  /** Hands over now what still waits for the answer to the one before: for a page that goes and hears no answer any more. */
  flush(): void;
};

export type LayoutKeeperOptions = {
  /** Hears what is refused for good. */
  readonly onRefused: (error: unknown) => void;
  /** What to store where another window has stored its own meanwhile; where nothing is said, the last one to store wins. */
  readonly merge?: (theirs: string, mine: string) => string;
};

export function keepLayout(layouts: Layouts, name: string, { onRefused, merge = (_, mine) => mine }: LayoutKeeperOptions): LayoutKeeper {
  let version = 0;
  let latest: string | null = null;
  /** What was given last, until it is stored; null: it is. */
  let unstored: string | null = null;
  let isSaving = false;
  /** A save that has no answer yet is on its way. */
  let isAsked = false;

  const find = (): Promise<Layout | null> =>
    layouts.get({ name }).catch((error: unknown) => {
      if (isClientError(error) && error.code === 'NOT_FOUND') return null;
      throw error;
    });

  const ask = async (layout: string): Promise<void> => {
    isAsked = true;
    try {
      const saved = await layouts.save({ name, version, layout });
      version = Math.max(version, saved.version);
    } finally {
      isAsked = false;
    }
  };

  const store = async (): Promise<void> => {
    while (latest !== null) {
      const layout = latest;
      latest = null;
      try {
        await ask(layout);
      } catch (error) {
        if (!isClientError(error) || isPassing.has(error.code)) {
          await new Promise((resolve) => setTimeout(resolve, againMs));
          latest ??= unstored;
        } else if (error.code === 'CONFLICT') {
          // Another window saved its own meanwhile.
          const theirs = await tryUntilDone(find, () => true);
          version = theirs?.version ?? 0;
          latest = unstored = theirs === null ? (unstored ?? layout) : merge(theirs.layout, unstored ?? layout);
        } else onRefused(error);
      }
    }
    unstored = null;
    isSaving = false;
  };

  const save = (layout: string): void => {
    latest = unstored = layout;
    if (isSaving) return;
    isSaving = true;
    void store();
  };

  return {
    async load(isWanted, onFailure) {
      if (unstored !== null) return unstored;
      const found = await tryUntilDone(find, isWanted, onFailure);
      version = found?.version ?? 0;
      return found?.layout ?? null;
    },
    save,
    flush() {
      if (latest === null) return;
      const layout = latest;
      latest = null;
      // What is on its way arrives first and makes a version of its own. Where that comes otherwise and the page is still there, it is stored as ever.
      layouts.save({ name, version: version + (isAsked ? 1 : 0), layout }).then((saved) => (version = Math.max(version, saved.version)), () => save(unstored ?? layout));
    },
  };
}

/** What keeps a call from being answered and goes by; anything else would be refused again. */
const isPassing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED', 'INTERNAL']);
