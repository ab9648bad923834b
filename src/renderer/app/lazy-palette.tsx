import { lazy, Suspense, useEffect } from 'react';
import { useShowing } from './showing.ts';

const load = () => import('./palette.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Palette }));

/** The palette, whose code is fetched when the window has nothing better to do, so that it is there at the first key. */
export function LazyPalette() {
  const isOpen = useShowing((showing) => showing.palette);
  useEffect(() => {
    const idle = requestIdleCallback(() => void load());
    return () => cancelIdleCallback(idle);
  }, []);
  return isOpen ? <Suspense fallback={null}><Loaded /></Suspense> : null;
}
