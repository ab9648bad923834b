import { useCallback, useEffect, useRef, useState } from 'react';
import type { Layout } from '../../contract/model/settings.ts';
import { isClientError, type Client } from '../api/index.ts';
import { useClient } from './client-context.tsx';

type Stored = { readonly isLoaded: boolean; readonly saved: string | null };

/** The stored arrangement of a workspace. It is kept by the application, not by the browser, whose address changes at each start. */
export function useLayout(name: string): Stored & { readonly save: (layout: string) => void } {
  const { api } = useClient();
  const [stored, setStored] = useState<Stored>({ isLoaded: false, saved: null });
  const version = useRef(0);
  const latest = useRef<string | null>(null);
  const isSaving = useRef(false);

  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const found = await findLayout(api, name, () => isCurrent);
      if (!isCurrent) return;
      version.current = found?.version ?? 0;
      setStored({ isLoaded: true, saved: found?.layout ?? null });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, name]);

  const save = useCallback((layout: string) => {
    latest.current = layout;
    if (isSaving.current) return;
    isSaving.current = true;
    const run = async (): Promise<void> => {
      while (latest.current !== null) {
        const text = latest.current;
        latest.current = null;
        try {
          version.current = (await api.layouts.save({ name, version: version.current, layout: text })).version;
        } catch (error) {
          // Another window saved its own meanwhile; the last one to move a panel wins.
          if (isClientError(error) && error.code === 'CONFLICT') {
            version.current = (await api.layouts.get({ name }).catch(() => ({ version: version.current }))).version;
            latest.current ??= text;
          }
        }
      }
      isSaving.current = false;
    };
    void run();
  }, [api, name]);

  return { ...stored, save };
}

const againMs = 1_000;

/** The stored layout, or null where there is none. Whatever else keeps it from being had passes: nothing is stored over what nobody has seen. */
async function findLayout(api: Client['api'], name: string, isWanted: () => boolean): Promise<Layout | null> {
  while (isWanted()) {
    try {
      return await api.layouts.get({ name });
    } catch (error) {
      if (isClientError(error) && error.code === 'NOT_FOUND') return null;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
  return null;
}
