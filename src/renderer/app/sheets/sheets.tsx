import { lazy, Suspense } from 'react';
import { useShowing } from '../showing.ts';

const SettingsSheet = lazy(() => import('./settings-sheet.tsx').then((module) => ({ default: module.SettingsSheet })));
const KeysSheet = lazy(() => import('./keys-sheet.tsx').then((module) => ({ default: module.KeysSheet })));
const AboutSheet = lazy(() => import('./about-sheet.tsx').then((module) => ({ default: module.AboutSheet })));

/** The sheets over the desk, each loaded when it is first opened. */
export function Sheets() {
  const { settings, keys, about } = useShowing();
  return (
    <Suspense>
      {settings && <SettingsSheet onClose={() => useShowing.setState({ settings: false })} />}
      {keys && <KeysSheet onClose={() => useShowing.setState({ keys: false })} />}
      {about && <AboutSheet onClose={() => useShowing.setState({ about: false })} />}
    </Suspense>
  );
}
