import { useState, type ReactNode } from 'react';
import type { Density, Settings, SettingsChanges, Theme, TimeDisplay } from '../../../contract/model/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { cx } from '../../ui/cx.ts';
import { formatTime } from '../../ui/format.ts';
import { Segmented, type Choice } from '../../ui/segmented.tsx';
import { useClient } from '../client-context.tsx';
import { changeSettings, useSettings } from '../settings-store.ts';
import { HotKeys } from './hot-keys-settings.tsx';
import styles from './sheets.module.css';
import { UpDownChoice } from './up-down-choice.tsx';

type Part = 'look' | 'keys';

const themes: readonly Choice<Theme>[] = [{ value: 'dark', label: 'Dark' }, { value: 'light', label: 'Light' }, { value: 'system', label: 'As the computer' }];
const densities: readonly Choice<Density>[] = [{ value: 'dense', label: 'Dense' }, { value: 'roomy', label: 'Roomy' }];
const clocks: readonly Choice<TimeDisplay>[] = [{ value: 'exchange', label: 'Exchange' }, { value: 'local', label: 'This computer' }, { value: 'utc', label: 'UTC' }];

/** Everything that can be chosen about the window. Each change holds at once and is stored by the application. */
export function SettingsSheet({ onClose }: { readonly onClose: () => void }) {
  const [part, setPart] = useState<Part>('look');
  return (
    <Dialog title="Settings" isOpen onClose={onClose} width={640}>
      <div className={cx(styles.settings, part === 'keys' && styles.tall)}>
        <Segmented label="Part of the settings" value={part} onChange={setPart} choices={[{ value: 'look', label: 'Look and time' }, { value: 'keys', label: 'Keys' }]} />
        {part === 'look' ? <Look /> : <HotKeys />}
      </div>
    </Dialog>
  );
}

function Look() {
  const client = useClient();
  const settings = useSettings((store) => store.settings);
  const change = (changes: SettingsChanges): void => void changeSettings(client, changes);
  return (
    <div className={styles.rows}>
      <Row name="Theme" hint="Colours of the window"><Segmented label="Theme" value={settings.theme} choices={themes} onChange={(theme) => change({ theme })} /></Row>
      <Row name="Up and down" hint="Colours of rising and falling prices, buys and sells"><UpDownChoice value={settings.upDown} onChange={(upDown) => change({ upDown })} /></Row>
      <Row name="Rows" hint="How close rows of tables stand"><Segmented label="Rows" value={settings.density} choices={densities} onChange={(density) => change({ density })} /></Row>
      <Row name="Times" hint={describeClock(settings.timeDisplay)}><Segmented label="Times" value={settings.timeDisplay} choices={clocks} onChange={(timeDisplay) => change({ timeDisplay })} /></Row>
    </div>
  );
}

const Row = ({ name, hint, children }: { readonly name: string; readonly hint: string; readonly children: ReactNode }) => (
  <div className={styles.row}>
    <div><strong>{name}</strong><p className={styles.hint}>{hint}</p></div>
    {children}
  </div>
);

const describeClock = (choice: Settings['timeDisplay']): string => {
  const noon = Date.UTC(2026, 0, 5, 12);
  if (choice === 'local') return `12:00 UTC is shown as ${formatTime(noon, 'local').slice(0, 5)}, the time of this computer in winter`;
  return choice === 'exchange' ? 'The clock of the exchange; the simulated market keeps UTC' : 'Coordinated universal time, everywhere';
};
