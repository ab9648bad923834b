import { useEffect, useMemo } from 'react';
import type { SeriesInfo } from '../../../contract/model/bar.ts';
import { openWorkspace } from '../../app/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatIsoDate, formatNumber } from '../../ui/format.ts';
import { Label } from '../../ui/text.tsx';
import { changeSetup, useLab } from './lab-store.ts';
import type { Faults } from './read-setup.ts';
import styles from './setup-panel.module.css';
import { useSeries } from './use-lab.ts';

const idOf = ({ instrumentId, timeframe }: Pick<SeriesInfo, 'instrumentId' | 'timeframe'>): string => `${instrumentId} ${timeframe}`;

/** Which stored bars are tested, and which days of them. */
export function DataFields({ faults }: { readonly faults: Faults }) {
  const { value, state, error, reload } = useSeries();
  const { series: chosen, from, to } = useLab((lab) => lab.setup);
  const stored = useMemo(() => (value ?? []).filter(({ bars }) => bars > 0).toSorted((a, b) => Number(a.isRolledUp) - Number(b.isRolledUp) || idOf(a).localeCompare(idOf(b))), [value]);
  const info = stored.find((one) => chosen !== null && idOf(one) === idOf(chosen)) ?? null;
  const first = stored[0];

  useEffect(() => {
    const { setup } = useLab.getState();
    if (first !== undefined && setup.series === null) useLab.setState({ setup: { ...setup, series: { instrumentId: first.instrumentId, timeframe: first.timeframe } } });
  }, [first]);

  return (
    <fieldset className={styles.group}>
      <legend><Label>Data</Label></legend>
      {state === 'failed' && <p className={styles.note} role="alert">{error} <Button size="small" onClick={reload}>Try again</Button></p>}
      {value !== null && stored.length === 0 && (
        <p className={styles.note}>No bars are stored yet. Import a CSV file of bars, and it can be tested here. <Button size="small" onClick={() => openWorkspace('data')} keys="F3">Go to Data</Button></p>
      )}
      {stored.length > 0 && (
        <ChoiceField
          label="Series"
          value={chosen === null ? '' : idOf(chosen)}
          choices={[
            ...stored.map((one) => ({ value: idOf(one), label: `${idOf(one)}${one.isRolledUp ? ' (rolled up)' : ''}` })),
            ...(chosen !== null && info === null ? [{ value: idOf(chosen), label: `${idOf(chosen)} – not stored` }] : []),
          ]}
          onChange={(id) => {
            const one = stored.find((candidate) => idOf(candidate) === id);
            if (one !== undefined) changeSetup({ series: { instrumentId: one.instrumentId, timeframe: one.timeframe } });
          }}
        />
      )}
      {info !== null && info.fromMs !== null && info.toMs !== null && (
        <p className={styles.hint}>{formatNumber(info.bars, 0)} bars, {formatIsoDate(info.fromMs)} to {formatIsoDate(info.toMs)}.</p>
      )}
      <div className={styles.pair}>
        <TextField label="From" placeholder="first bar" value={from} onChange={(text) => changeSetup({ from: text.trim() })} fault={faults['from'] ?? null} />
        <TextField label="To" placeholder="last bar" value={to} onChange={(text) => changeSetup({ to: text.trim() })} fault={faults['to'] ?? null} />
      </div>
      <p className={styles.hint}>Days as 2024-01-31, both included; empty is all. Simulated instruments keep no stored history, so they cannot be tested.</p>
    </fieldset>
  );
}
