import { NumberField } from '../../ui/field.tsx';
import { Label } from '../../ui/text.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import type { Faults } from './read-setup.ts';
import styles from './setup-panel.module.css';

/** What trading costs and how much money there is. */
export function CostFields({ faults }: { readonly faults: Faults }) {
  const { cash, commission, commissionFixed, spread, slippage } = useLab((lab) => lab.setup);
  return (
    <fieldset className={styles.group}>
      <legend><Label>Money and costs</Label></legend>
      <NumberField label="Cash" step="1000" value={cash} onChange={(text) => changeSetup({ cash: text })} fault={faults['cash'] ?? null} />
      <NumberField label="Commission %" title="Share of the value of each fill" step="0.05" value={commission} onChange={(text) => changeSetup({ commission: text })} fault={faults['commission'] ?? null} />
      <NumberField label="Fee for each fill" title="Amount for each fill, besides the commission" step="1" value={commissionFixed} onChange={(text) => changeSetup({ commissionFixed: text })} fault={faults['commissionFixed'] ?? null} />
      <NumberField label="Spread %" title="Share of the price between bid and ask" step="0.01" value={spread} onChange={(text) => changeSetup({ spread: text })} fault={faults['spread'] ?? null} />
      <NumberField label="Slippage %" title="Share of the price lost on every market and stop fill" step="0.01" value={slippage} onChange={(text) => changeSetup({ slippage: text })} fault={faults['slippage'] ?? null} />
      <p className={styles.hint}>Commission is a percentage of each fill; spread and slippage are percentages of the price.</p>
    </fieldset>
  );
}
