import { useEffect, useMemo } from 'react';
import type { SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { openWorkspace } from '../../app/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatIsoDate, formatNumber } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { useInstruments } from '../market/index.ts';
import { changeSetup, useLab } from './lab-store.ts';
import type { Faults } from './read-setup.ts';
import styles from './setup-panel.module.css';
import { SeriesFields } from './series-fields.tsx';
import { useSeries } from './use-lab.ts';

const idOf = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;
const fedTimeframes = (['1m', '5m', '15m', '1h', '1d'] as Timeframe[]).map((value) => ({ value, label: value }));
const firstFedTimeframe = '1d' as Timeframe;

/** Which bars are tested, and which days of them: stored series, or an instrument of the simulated market. */
export function DataFields({ faults }: { readonly faults: Faults }) {
  const { value, state, error, reload } = useSeries();
  const { series: chosen, from, to } = useLab((lab) => lab.setup);
  const instruments = useInstruments((store) => store.all);
  const fed = useMemo(() => instruments.filter((one) => one.isTradable), [instruments]);
  const stored = useMemo(() => (value ?? []).filter(({ bars }) => bars > 0).toSorted((a, b) => Number(a.isRolledUp) - Number(b.isRolledUp) || idOf(a).localeCompare(idOf(b))), [value]);
  const isFed = chosen !== null && !stored.some((one) => idOf(one) === idOf(chosen)) && fed.some((one) => one.id === chosen.instrumentId);
  useFirstSeries(value === null ? null : stored, fed);

  return (
    <fieldset className={styles.group}>
      <legend><Label>Data</Label></legend>
      {state === 'failed' && <p className={styles.note} role="alert">{error} <Button size="small" onClick={reload}>Try again</Button></p>}
      <ChoiceField
        label="Series"
        value={chosen === null ? '' : isFed ? chosen.instrumentId : idOf(chosen)}
        choices={choicesOf(stored, fed, chosen, isFed)}
        onChange={(id) => {
          const one = stored.find((candidate) => idOf(candidate) === id);
          const instrument = fed.find((candidate) => candidate.id === id);
          if (one !== undefined) changeSetup({ series: { instrumentId: one.instrumentId, timeframe: one.timeframe } });
          else if (instrument !== undefined) changeSetup({ series: { instrumentId: instrument.id, timeframe: isFed ? chosen.timeframe : firstFedTimeframe } });
        }}
      />
      {isFed && <Segmented label="Length of a bar" size="small" value={chosen.timeframe} choices={fedTimeframes} onChange={(timeframe) => changeSetup({ series: { instrumentId: chosen.instrumentId, timeframe } })} />}
      <p className={styles.hint}>{isFed ? 'Simulated: the last 20,000 finished bars, made up by this program. A rule that works on them has proven nothing.' : sayStored(stored.find((one) => chosen !== null && idOf(one) === idOf(chosen)))}</p>
      {value !== null && stored.length === 0 && (
        <p className={styles.note}>No bars of your own are stored yet. Import a CSV file, and it can be tested here. <Button size="small" onClick={() => openWorkspace('data')} keys="F3">Go to Data</Button></p>
      )}
      <SeriesFields />
      <div className={styles.pair}>
        <TextField label="From" placeholder="first bar" value={from} onChange={(text) => changeSetup({ from: text.trim() })} fault={faults['from'] ?? null} />
        <TextField label="To" placeholder="last bar" value={to} onChange={(text) => changeSetup({ to: text.trim() })} fault={faults['to'] ?? null} />
      </div>
      <p className={styles.hint}>Days as 2024-01-31, both included; empty is all.</p>
    </fieldset>
  );
}

/** Something can always be tested: the first stored series, else the first simulated instrument. */
function useFirstSeries(stored: readonly SeriesInfo[] | null, fed: readonly Instrument[]): void {
  useEffect(() => {
    const { setup } = useLab.getState();
    if (stored === null || setup.series !== null) return;
    const [own, simulated] = [stored[0], fed[0]];
    const series = own !== undefined ? { instrumentId: own.instrumentId, timeframe: own.timeframe } : simulated === undefined ? null : { instrumentId: simulated.id, timeframe: firstFedTimeframe };
    if (series !== null) useLab.setState({ setup: { ...setup, series } });
  }, [stored, fed]);
}

function choicesOf(stored: readonly SeriesInfo[], fed: readonly Instrument[], chosen: SeriesKey | null, isFed: boolean): { value: string; label: string }[] {
  const isGone = chosen !== null && !isFed && !stored.some((one) => idOf(one) === idOf(chosen));
  return [
    ...stored.map((one) => ({ value: idOf(one), label: `${idOf(one)}${one.isRolledUp ? ' (rolled up)' : ''}` })),
    ...fed.map(({ id }) => ({ value: id as string, label: `${id} (simulated)` })),
    ...(isGone ? [{ value: idOf(chosen), label: `${idOf(chosen)} (not stored)` }] : []),
  ];
}

const sayStored = (info: SeriesInfo | undefined): string =>
  info === undefined || info.fromMs === null || info.toMs === null
    ? 'This series is not stored any more; choose another, or import it again.'
    : `${formatNumber(info.bars, 0)} bars, ${formatIsoDate(info.fromMs)} to ${formatIsoDate(info.toMs)}.`;
