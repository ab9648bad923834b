import { useEffect, useMemo, useState } from 'react';
import { useClient } from './client-context.tsx';
import { keepLayout } from './layout-keeper.ts';
import { notify } from './notices.ts';
import { sentenceOf } from './use-call.ts';

/** `error`: why it is not there yet; it is tried again. */
type Stored = { readonly isLoaded: boolean; readonly saved: string | null; readonly error: string | null };

/** The stored arrangement of a workspace. It is kept by the application, not by the browser, whose address changes at each start. */
export function useLayout(name: string): Stored & { readonly save: (layout: string) => void } {
  const { api } = useClient();
  const [stored, setStored] = useState<Stored>({ isLoaded: false, saved: null, error: null });
  const keeper = useMemo(() => keepLayout(api.layouts, name, (error) => notify({ id: `layout-${name}`, kind: 'warn', title: 'The layout was not stored', text: sentenceOf(error) })), [api, name]);
  useEffect(() => {
    let isCurrent = true;
    void keeper.load(() => isCurrent, (error) => setStored((before) => ({ ...before, error: sentenceOf(error) }))).then((saved) => isCurrent && setStored({ isLoaded: true, saved, error: null }));
    return () => {
      isCurrent = false;
    };
  }, [keeper]);
  return { ...stored, save: keeper.save };
}
