import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import styles from './dialect-switch.module.css';
import { chooseDialect, useLab, type Dialect } from './lab-store.ts';

const dialects: readonly { readonly value: Dialect; readonly label: string; readonly hint: string }[] = [
  { value: 'plain', label: 'Plain', hint: 'Figures in plain words' },
  { value: 'backtesting.py', label: 'backtesting.py', hint: 'Figures by the names and conventions of backtesting.py 0.6' },
];

/** In whose words the figures are told. */
export function DialectSwitch() {
  const dialect = useLab((lab) => lab.dialect);
  return <span className={styles.switch}><Label>Dialect</Label><Segmented label="Dialect" size="small" value={dialect} choices={dialects} onChange={chooseDialect} /></span>;
}
