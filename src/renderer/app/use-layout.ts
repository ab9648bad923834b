import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../api/index.ts';
import { useClient } from './client-context.tsx';
import { keepLayout, type LayoutKeeper, type LayoutKeeperOptions } from './layout-keeper.ts';
import { useLeaving } from './use-leaving.ts';
import { notify } from './notices.ts';
import { sentenceOf } from './use-call.ts';

/** `error`: why it is not there yet; it is tried again. */
type Stored = { readonly isLoaded: boolean; readonly saved: string | null; readonly error: string | null };

type Merge = NonNullable<LayoutKeeperOptions['merge']>;

/** One for each name: who comes back to a workspace finds what was not stored yet when it was left. */
const keepers = new WeakMap<Client['api'], Map<string, LayoutKeeper>>();

function keeperOf(api: Client['api'], name: string, merge: Merge | undefined): LayoutKeeper {
  const mine = keepers.get(api) ?? new Map<string, LayoutKeeper>();
  keepers.set(api, mine);
  const onRefused = (error: unknown): void => void notify({ id: `layout-${name}`, kind: 'warn', title: 'The layout was not stored', text: sentenceOf(error) });
  const keeper = mine.get(name) ?? keepLayout(api.layouts, name, { onRefused, ...(merge === undefined ? {} : { merge }) });
  mine.set(name, keeper);
  return keeper;
}

/**
 * The stored arrangement of a workspace. It is kept by the application, not by the browser, whose address changes at each start.
 * `merge`: what is stored where another window has stored its own meanwhile; where nothing is said, the last one to store wins.
 */
export function useLayout(name: string, merge?: Merge): Stored & { readonly save: (layout: string) => void } {
  const { api } = useClient();
  const [stored, setStored] = useState<Stored>({ isLoaded: false, saved: null, error: null });
  const keeper = useMemo(() => keeperOf(api, name, merge), [api, name, merge]);
  useLeaving(keeper.flush);
  useEffect(() => {
    let isCurrent = true;
    void keeper.load(() => isCurrent, (error) => setStored((before) => ({ ...before, error: sentenceOf(error) }))).then((saved) => isCurrent && setStored({ isLoaded: true, saved, error: null }));
    return () => {
      isCurrent = false;
    };
  }, [keeper]);
  return { ...stored, save: keeper.save };
}
