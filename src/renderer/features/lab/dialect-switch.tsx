import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import styles from './dialect-switch.module.css';
import { chooseDialect, useLab, type Dialect } from './lab-store.ts';

type Choice = { readonly value: Dialect; readonly label: string; readonly hint: string };

const usual: readonly Choice[] = [
  { value: 'plain', label: 'Plain', hint: 'Figures in plain words' },
  { value: 'backtesting.py', label: 'backtesting.py', hint: 'Figures by the names and conventions of backtesting.py 0.6' },
];
const others: readonly Choice[] = [
  { value: 'quantstats', label: 'QuantStats', hint: 'Figures of the returns as QuantStats 0.0.81 computes them' },
  { value: 'lean', label: 'LEAN', hint: 'Figures of the returns as QuantConnect LEAN computes them' },
  { value: 'freqtrade', label: 'Freqtrade', hint: 'Figures of the returns as Freqtrade 2024.10 computes them' },
  { value: 'vectorbt', label: 'vectorbt', hint: 'Figures of the returns as vectorbt 0.26 computes them' },
  { value: 'empyrical', label: 'empyrical', hint: 'Figures of the returns as empyrical computes them' },
  { value: 'performanceanalytics', label: 'PerformanceAnalytics', hint: 'Figures of the returns as R PerformanceAnalytics 2.1 computes them' },
];

/** In whose words the figures are told: the usual two, and a menu of others that stands beside them once it is chosen from. */
export function DialectSwitch() {
  const dialect = useLab((lab) => lab.dialect);
  const choices = [...usual, ...others.filter(({ value }) => value === dialect)];
  return (
    <span className={styles.switch}>
      <Label>Dialect</Label>
      <Segmented label="Dialect" size="small" value={dialect} choices={choices} onChange={chooseDialect} />
      <Menu
        trigger={<Button size="small" kind="ghost" aria-label="Other dialects" title="Figures in the words of other libraries">…</Button>}
        items={others.map(({ value, label }) => ({ kind: 'item', id: value, label, onSelect: () => chooseDialect(value) }))}
      />
    </span>
  );
}
