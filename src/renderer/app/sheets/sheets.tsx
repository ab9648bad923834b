import { lazy, Suspense, useEffect } from 'react';
import { useShowing } from '../showing.ts';
import { whenSettled } from '../when-settled.ts';

const loadSettings = () => import('./settings-sheet.tsx');
const loadKeys = () => import('./keys-sheet.tsx');
const SettingsSheet = lazy(() => loadSettings().then((module) => ({ default: module.SettingsSheet })));
const KeysSheet = lazy(() => loadKeys().then((module) => ({ default: module.KeysSheet })));
const AboutSheet = lazy(() => import('./about-sheet.tsx').then((module) => ({ default: module.AboutSheet })));

/** The sheets over the desk. Those with fields are fetched when the window has nothing better to do: what is typed right after their keys shall meet them. */
export function Sheets() {
  const { settings, keys, about } = useShowing();
  useEffect(() => whenSettled(() => void Promise.all([loadSettings(), loadKeys()]).catch(() => undefined)), []);
  return (
    <Suspense>
      {settings && <SettingsSheet onClose={() => useShowing.setState({ settings: false })} />}
      {keys && <KeysSheet onClose={() => useShowing.setState({ keys: false })} />}
      {about && <AboutSheet onClose={() => useShowing.setState({ about: false })} />}
    </Suspense>
  );
}
