import type { EngineProfile } from '../../../contract/model/backtest.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import type { Faults } from './read-setup.ts';
import styles from './setup-panel.module.css';

const profiles: readonly { readonly value: EngineProfile; readonly label: string }[] = [
  { value: 'tapedeck', label: 'Tapedeck' }, { value: 'backtesting.py', label: 'backtesting.py 0.6' }, { value: 'backtrader', label: 'backtrader 1.9' },
];
const profileHints: Readonly<Record<EngineProfile, string>> = {
  tapedeck: 'In every doubt about what happened inside a bar, the reading that hurts.',
  'backtesting.py': 'Fills, sizes and statistics agree with backtesting.py one by one.',
  backtrader: 'Fills agree with backtrader one by one.',
};
const sizings = [{ value: 'all', label: 'All it can afford' }, { value: 'units', label: 'Units' }] as const;

/** Conventions of the engine and the size of orders. */
export function EngineFields({ faults }: { readonly faults: Faults }) {
  const { profile, isExclusive, isFractional, closesAtEnd, sizing, units } = useLab((lab) => lab.setup);
  return (
    <fieldset className={styles.group}>
      <legend><Label>Orders and fills</Label></legend>
      <ChoiceField label="Profile" value={profile} choices={profiles} onChange={(value) => changeSetup({ profile: value })} />
      <p className={styles.hint}>{profileHints[profile]}</p>
      <Segmented label="Size of an order" size="small" value={sizing} choices={[...sizings]} onChange={(value) => changeSetup({ sizing: value })} />
      {sizing === 'units' && <NumberField label="Units for each order" step="1" value={units} onChange={(text) => changeSetup({ units: text })} fault={faults['units'] ?? null} />}
      <Toggle isOn={isExclusive} onChange={(isOn) => changeSetup({ isExclusive: isOn })}>Exclusive: an order closes what is open</Toggle>
      <Toggle isOn={!isFractional} onChange={(isOn) => changeSetup({ isFractional: !isOn })}>Whole units only</Toggle>
      <Toggle isOn={closesAtEnd} onChange={(isOn) => changeSetup({ closesAtEnd: isOn })}>Close at the end</Toggle>
    </fieldset>
  );
}
