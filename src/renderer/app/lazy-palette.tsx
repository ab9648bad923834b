import { lazy, Suspense, useEffect } from 'react';
import { useShowing } from './showing.ts';
import { whenSettled } from './when-settled.ts';

const load = () => import('./palette.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Palette }));

/** The palette, whose code is fetched when the window has nothing better to do, so that it is there at the first key. */
export function LazyPalette() {
  const isOpen = useShowing((showing) => showing.palette);
  useEffect(() => whenSettled(() => void load()), []);
  return isOpen ? <Suspense fallback={null}><Loaded /></Suspense> : null;
}
