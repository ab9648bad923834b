import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../api/index.ts';
import { useClient } from './client-context.tsx';
import { keepLayout, type LayoutKeeper } from './layout-keeper.ts';
import { notify } from './notices.ts';
import { sentenceOf } from './use-call.ts';

/** `error`: why it is not there yet; it is tried again. */
type Stored = { readonly isLoaded: boolean; readonly saved: string | null; readonly error: string | null };

/** One for each name: who comes back to a workspace finds what was not stored yet when it was left. */
const keepers = new WeakMap<Client['api'], Map<string, LayoutKeeper>>();

function keeperOf(api: Client['api'], name: string): LayoutKeeper {
  const mine = keepers.get(api) ?? new Map<string, LayoutKeeper>();
  keepers.set(api, mine);
  const keeper = mine.get(name) ?? keepLayout(api.layouts, name, (error) => notify({ id: `layout-${name}`, kind: 'warn', title: 'The layout was not stored', text: sentenceOf(error) }));
  mine.set(name, keeper);
  return keeper;
}

/** The stored arrangement of a workspace. It is kept by the application, not by the browser, whose address changes at each start. */
export function useLayout(name: string): Stored & { readonly save: (layout: string) => void } {
  const { api } = useClient();
  const [stored, setStored] = useState<Stored>({ isLoaded: false, saved: null, error: null });
  const keeper = useMemo(() => keeperOf(api, name), [api, name]);
  useEffect(() => {
    let isCurrent = true;
    void keeper.load(() => isCurrent, (error) => setStored((before) => ({ ...before, error: sentenceOf(error) }))).then((saved) => isCurrent && setStored({ isLoaded: true, saved, error: null }));
    return () => {
      isCurrent = false;
    };
  }, [keeper]);
  return { ...stored, save: keeper.save };
}
