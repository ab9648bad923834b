import { useEffect, useMemo, useState, type FormEvent } from 'react';
import type { SeriesInfo, SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useClient } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField, TextField } from '../../ui/field.tsx';
import { formatIsoDate, formatNumber } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { useSeries } from '../lab/index.ts';
import { useInstruments } from '../market/index.ts';
import { useSetupAsked } from '../../app/replay-asked.ts';
import { readSetup, type ReplaySetup } from './read-setup.ts';
import { changeSetup, useSetup } from './setup-store.ts';
import styles from './setup-sheet.module.css';
import { startExample, startReplay } from './start.ts';

const close = (): void => useSetupAsked.setState({ isOpen: false, series: null });

/** What a new replay is over, and what trading costs in it. */
export function SetupSheet() {
  const { isOpen, series } = useSetupAsked();
  useEffect(() => {
    if (isOpen && series !== null) changeSetup({ series, from: '', to: '' });
  }, [isOpen, series]);
  return isOpen ? <Sheet /> : null;
}

function Sheet() {
  const client = useClient();
  const setup = useSetup((store) => store.setup);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const { faults, input } = useMemo(() => readSetup(setup), [setup]);
  useEffect(() => setRefusal(null), [setup]);
  const start = async (): Promise<void> => {
    if (input === null || isStarting) return;
    setStarting(true);
    try {
      await startReplay(client, input);
      close();
    } catch (error) {
      setRefusal(sentenceOf(error));
      setStarting(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void start();
  };
  const field = (name: 'cash' | 'commission' | 'spread' | 'slippage' | 'warmup', label: string, step: string, title: string) => (
    <NumberField label={label} title={title} step={step} value={setup[name]} onChange={(text) => changeSetup({ [name]: text })} fault={faults[name] ?? null} />
  );
  return (
    <Dialog
      title="New replay" isOpen onClose={close} width={460}
      footer={<>
        <Button kind="ghost" onClick={() => { close(); void startExample(client); }}>Take an example</Button>
        <Button kind="primary" disabled={input === null || isStarting} onClick={() => void start()}>{isStarting ? 'Starting…' : 'Start the replay'}</Button>
      </>}
    >
      <form className={styles.form} aria-label="New replay" onSubmit={submit}>
        <p className={styles.quiet}>A stretch of the past comes bar by bar, and you trade it with paper money. What lies ahead is not shown.</p>
        <Bars setup={setup} />
        <div className={styles.pair}>
          <TextField label="From" placeholder="after warm-up" value={setup.from} onChange={(text) => changeSetup({ from: text.trim() })} fault={faults['from'] ?? null} />
          <TextField label="To" placeholder="last bar" value={setup.to} onChange={(text) => changeSetup({ to: text.trim() })} fault={faults['to'] ?? null} />
        </div>
        <p className={styles.hint}>Days as 2024-01-31, both included; empty is all that there is.</p>
        {field('warmup', 'Bars before it', '10', 'Seen from the beginning, and not traded on')}
        <Label>Money and costs</Label>
        {field('cash', 'Cash', '1000', 'At the start')}
        <div className={styles.pair}>
          {field('commission', 'Commission %', '0.05', 'Share of the value of each fill')}
          {field('spread', 'Spread %', '0.01', 'Share of the price between bid and ask')}
        </div>
        <div className={styles.pair}>
          {field('slippage', 'Slippage %', '0.01', 'Share of the price lost on every market and stop fill')}
          <span className={styles.toggle}><Toggle isOn={setup.isFractional} onChange={(isFractional) => changeSetup({ isFractional })}>Fractions of a unit</Toggle></span>
        </div>
        {refusal !== null && <p className={styles.fault} role="alert">⚠ {refusal}</p>}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}

const idOf = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;
const fedTimeframes = (['1m', '5m', '15m', '1h', '1d'] as Timeframe[]).map((value) => ({ value, label: value }));
const firstFedTimeframe = '1d' as Timeframe;

/** Which bars: a stored series, or those of an instrument of the simulated market. */
function Bars({ setup: { series } }: { readonly setup: ReplaySetup }) {
  const { value, state, error, reload } = useSeries();
  const instruments = useInstruments((store) => store.all);
  const fed = useMemo(() => instruments.filter(({ isTradable }) => isTradable), [instruments]);
  const stored = useMemo(() => (value ?? []).filter(({ bars }) => bars > 0).toSorted((a, b) => Number(a.isRolledUp) - Number(b.isRolledUp) || idOf(a).localeCompare(idOf(b))), [value]);
  const info = stored.find((one) => series !== null && idOf(one) === idOf(series));
  const isFed = series !== null && info === undefined && fed.some(({ id }) => id === series.instrumentId);
  useEffect(() => {
    const [own, simulated] = [stored[0], fed[0]];
    if (series !== null || value === null) return;
    if (own !== undefined) changeSetup({ series: { instrumentId: own.instrumentId, timeframe: own.timeframe } });
    else if (simulated !== undefined) changeSetup({ series: { instrumentId: simulated.id, timeframe: firstFedTimeframe } });
  }, [series, value, stored, fed]);
  const choose = (id: string): void => {
    const one = stored.find((candidate) => idOf(candidate) === id);
    const instrument = fed.find((candidate) => candidate.id === id);
    if (one !== undefined) changeSetup({ series: { instrumentId: one.instrumentId, timeframe: one.timeframe } });
    else if (instrument !== undefined) changeSetup({ series: { instrumentId: instrument.id, timeframe: isFed ? series.timeframe : firstFedTimeframe } });
  };
  return (
    <>
      {state === 'failed' && <p className={styles.fault} role="alert">⚠ {error} <Button size="small" onClick={reload}>Try again</Button></p>}
      <ChoiceField label="Series" value={series === null ? '' : isFed ? series.instrumentId : idOf(series)} choices={choicesOf(stored, fed, series, isFed)} onChange={choose} />
      {isFed && <Segmented label="Length of a bar" size="small" value={series.timeframe} choices={fedTimeframes} onChange={(timeframe) => changeSetup({ series: { instrumentId: series.instrumentId, timeframe } })} />}
      <p className={styles.hint}>{isFed ? 'Simulated: made up by this program, good for the hand and proof of nothing.' : sayStored(info)}</p>
    </>
  );
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
    ? 'This series is not stored; choose another.'
    : `${formatNumber(info.bars, 0)} bars, ${formatIsoDate(info.fromMs)} to ${formatIsoDate(info.toMs)}.`;
