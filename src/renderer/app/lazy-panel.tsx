import { lazy, Suspense, type ComponentType } from 'react';

/** A component whose code is loaded when it is first shown. What fails to load is said by the panel's boundary. */
export function lazyPanel(load: () => Promise<ComponentType>): ComponentType {
  const Loaded = lazy(async () => ({ default: await load() }));
  return () => <Suspense fallback={null}><Loaded /></Suspense>;
}
