import { useState } from 'react';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import type { SweepEstimate } from '../../../contract/model/sweep-views.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/field.tsx';
import { formatDuration, formatIsoDate, formatNumber } from '../../ui/format.ts';
import { Failed } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { useLab, useStrategies, Waiting } from '../lab/index.ts';
import { FurtherStrategies } from './further-strategies.tsx';
import { addSeries, nameOfSeries, readFurther, type Further } from './read-further.ts';
import { readRequest } from './read-request.ts';
import styles from './research.module.css';
import { startSweep } from './run-sweep.ts';
import { MetricField, SearchFields } from './search-fields.tsx';
import { changeSearch, useSearch } from './search-store.ts';
import { lookAt, useSweep } from './sweep-store.ts';
import { SweptSeries } from './swept-series.tsx';
import { useEstimate } from './use-estimate.ts';
import type { Followed } from './use-followed.ts';

const searches = [
  { value: 'grid', label: 'Every one', hint: 'Every combination of the values' },
  { value: 'random', label: 'At random', hint: 'So many combinations drawn at random' },
  { value: 'tpe', label: 'Guided', hint: 'So many combinations, each near what came out well before (TPE)' },
] as const;

/** What a sweep tries: it begins with an example around what the lab has set, so that it can be started at once. */
export function SweepSetup({ hasSweep }: { readonly hasSweep: boolean }) {
  const { value, state, error, reload } = useStrategies();
  const setup = useLab((lab) => lab.setup);
  const strategy = value?.find((one) => one.name === setup.strategy);
  if (state === 'failed') return <Failed title="No strategies" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Waiting rows={6} label="Loading the set-up of a sweep" />;
  if (strategy === undefined) return <Failed title="Nothing to sweep">There is no strategy “{setup.strategy}” any more. Choose another on the left.</Failed>;
  return <Form all={value} strategy={strategy} hasSweep={hasSweep} />;
}

function Form({ all, strategy, hasSweep }: { readonly all: readonly StrategyInfo[]; readonly strategy: StrategyInfo; readonly hasSweep: boolean }) {
  const client = useClient();
  const setup = useLab((lab) => lab.setup);
  const search = useSearch();
  const chosen = search.strategies.flatMap((name) => all.find((one) => one.name === name && name !== strategy.name) ?? []);
  const series = setup.series === null ? [] : addSeries(setup.series, [], search.series);
  const { faults, request } = readRequest(setup, strategy, search.byStrategy[strategy.name], chosen.length + series.length > 0);
  const { faults: furtherFaults, others } = readFurther(setup, chosen, search.byStrategy);
  const further: Further = { series, others: others ?? [] };
  const trialsFault = search.search === 'grid' || /^[1-9]\d{0,5}$/.test(search.trials) ? null : 'A whole number from 1 to 100,000.';
  const isFine = request !== null && others !== null && trialsFault === null;
  const estimate = useEstimate(isFine ? request : null, search.search, further);
  const [asksFor, setAsksFor] = useState<SweepEstimate | null>(null);
  const other = Object.entries(faults).find(([field]) => !field.startsWith('vary'))?.[1];
  const start = (isConfirmed: boolean): void => {
    setAsksFor(null);
    if (request !== null) void startSweep(client, request, further, isConfirmed);
  };
  return (
    <form className={styles.form} aria-label="Set-up of a sweep" onSubmit={(event) => event.preventDefault()}>
      <p className={styles.lead}><b>{chosen.length === 0 ? strategy.title : `${chosen.length + 1} strategies`}</b> on {setup.series === null ? 'no series' : series.length === 0 ? nameOfSeries(setup.series) : `${series.length + 1} series`}, with the costs of the set-up. Every combination is a run of its own, is recorded and counts.</p>
      <SearchFields strategy={strategy} faults={faults} {...(chosen.length === 0 ? {} : { legend: `What varies of ${strategy.title}` })} />
      {setup.series !== null && <SweptSeries first={setup.series} />}
      <FurtherStrategies all={all} first={strategy} chosen={chosen} faults={furtherFaults} others={others} />
      <fieldset className={styles.group}>
        <legend><Label>Which are tried</Label></legend>
        <div className={styles.row}>
          <Segmented label="How combinations are chosen" size="small" value={search.search} choices={[...searches]} onChange={(next) => changeSearch({ search: next })} />
          {search.search !== 'grid' && <NumberField label="Trials" step="100" value={search.trials} onChange={(trials) => changeSearch({ trials })} fault={trialsFault} />}
          <MetricField />
        </div>
      </fieldset>
      {other !== undefined && <p className={styles.fault} role="alert">⚠ {other} It is set in Setup.</p>}
      <StartLine estimate={estimate} canStart={isFine} hasSweep={hasSweep} onStart={() => (estimate.value?.needsConfirm === true ? setAsksFor(estimate.value) : start(false))} />
      <Dialog
        title="That is a great many trials" isOpen={asksFor !== null} onClose={() => setAsksFor(null)}
        footer={<><Button kind="ghost" onClick={() => setAsksFor(null)}>Not now</Button><Button kind="primary" data-first onClick={() => start(true)}>Run them all</Button></>}
      >
        {asksFor !== null && <p>{formatNumber(asksFor.trials, 0)} trials{asksFor.seconds === null ? '' : `, about ${formatDuration(asksFor.seconds * 1_000)} on this computer`}. The more that are tried, the better the best of them looks by chance alone. Larger steps, or a search at random, answer most questions sooner.</p>}
      </Dialog>
    </form>
  );
}

function StartLine({ estimate: { value, error }, canStart, hasSweep, onStart }: { readonly estimate: Followed<SweepEstimate>; readonly canStart: boolean; readonly hasSweep: boolean; readonly onStart: () => void }) {
  const { isStarting, startFault } = useSweep();
  return (
    <footer className={styles.start}>
      <div className={styles.estimate} role="status" aria-label="Estimate">
        {!canStart ? <span>Nothing is started until it is right.</span> : error !== null ? <span className={styles.fault}>⚠ {error}</span> : value === null ? <span>Counting…</span> : <Estimate {...value} />}
        {startFault !== null && startFault !== error && <span className={styles.fault}>⚠ {startFault}</span>}
      </div>
      {hasSweep && <Button kind="ghost" onClick={() => lookAt({ isSetup: false })}>Back</Button>}
      <Button disabled={!canStart || isStarting || error !== null} onClick={onStart}>{isStarting ? 'Starting…' : 'Start the sweep'}</Button>
    </footer>
  );
}

const Estimate = ({ trials, combinations, seconds, eventPath, series: [first, ...more] }: SweepEstimate) => (
  <>
    <span><b>{formatNumber(trials, 0)}</b> {trials === 1 ? 'trial' : 'trials'}{more.length === 0 && combinations !== null && combinations !== trials ? ` of ${formatNumber(combinations, 0)} combinations` : ''}{seconds === null ? '' : <> · about <b>{seconds < 1 ? 'a second' : formatDuration(Math.round(seconds) * 1_000)}</b> here</>}</span>
    <span title={eventPath ?? undefined}>{eventPath === null ? 'over whole columns' : 'bar by bar'}{first === undefined ? '' : more.length > 0 ? ` · ${more.length + 1} series, ${formatNumber(more.reduce((sum, { bars }) => sum + bars, first.bars), 0)} bars` : ` · ${formatNumber(first.bars, 0)} bars, ${formatIsoDate(first.fromMs)} to ${formatIsoDate(first.toMs)}`}</span>
  </>
);
