import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/field.tsx';
import { formatDuration, formatNumber } from '../../ui/format.ts';
import { Failed } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Label } from '../../ui/text.tsx';
import { useLab, useStrategies, Waiting } from '../lab/index.ts';
import { readRequest } from './read-request.ts';
import { readWindows, usualWindows } from './read-windows.ts';
import styles from './research.module.css';
import { startWalk } from './run-walk.ts';
import { MetricField, SearchFields } from './search-fields.tsx';
import { useSearch } from './search-store.ts';
import { useEstimate } from './use-estimate.ts';
import { changeWindows, useWalk } from './walk-store.ts';

const kinds = [
  { value: 'rolling', label: 'Rolling', hint: 'Every training window is as long as the others' },
  { value: 'anchored', label: 'Anchored', hint: 'Every training window begins with the first bar, so that they grow' },
] as const;

/** What a walk-forward tries and how it cuts the bars: it begins with windows that fit the lab's bars, so that one click starts it. */
export function WalkSetup({ hasRun }: { readonly hasRun: boolean }) {
  const { value, state, error, reload } = useStrategies();
  const setup = useLab((lab) => lab.setup);
  const strategy = value?.find((one) => one.name === setup.strategy);
  if (state === 'failed') return <Failed title="No strategies" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Waiting rows={6} label="Loading the set-up of a walk-forward" />;
  if (strategy === undefined) return <Failed title="Nothing to walk forward">There is no strategy “{setup.strategy}” any more. Choose another on the left.</Failed>;
  return <Form strategy={strategy} hasRun={hasRun} />;
}

function Form({ strategy, hasRun }: { readonly strategy: StrategyInfo; readonly hasRun: boolean }) {
  const client = useClient();
  const setup = useLab((lab) => lab.setup);
  const search = useSearch((store) => store.byStrategy[strategy.name]);
  const { windows: typed, isStarting, startFault } = useWalk();
  const { faults, request } = readRequest(setup, strategy, search);
  const estimate = useEstimate(request, 'grid');
  const bars = estimate.value?.series[0]?.bars ?? null;
  const read = readWindows(typed, bars);
  const usual = bars === null ? null : usualWindows(bars);
  const other = Object.entries(faults).find(([field]) => !field.startsWith('vary'))?.[1];
  const canStart = request !== null && read.windows !== null && bars !== null && estimate.error === null;
  return (
    <form className={styles.form} aria-label="Set-up of a walk-forward" onSubmit={(event) => event.preventDefault()}>
      <p className={styles.lead}><b>{strategy.title}</b> on {setup.series === null ? 'no series' : `${setup.series.instrumentId} ${setup.series.timeframe}`}. On each training window the best combination is chosen; what counts is what it makes on the bars after it, which it never saw.</p>
      <fieldset className={styles.group}>
        <legend><Label>How the bars are cut</Label></legend>
        <div className={styles.row}>
          <Segmented label="Training windows" size="small" value={typed.isAnchored ? 'anchored' : 'rolling'} choices={[...kinds]} onChange={(next) => changeWindows({ isAnchored: next === 'anchored' })} />
          <MetricField />
        </div>
        <div className={styles.four}>
          <NumberField label="Train" title="Bars of a training window" step="10" placeholder={usual === null ? '' : String(usual.train)} value={typed.train} onChange={(train) => changeWindows({ train })} fault={read.faults.train ?? null} />
          <NumberField label="Test" title="Bars of a test window" step="10" placeholder={usual === null ? '' : String(usual.test)} value={typed.test} onChange={(test) => changeWindows({ test })} fault={read.faults.test ?? null} />
          <NumberField label="Purge" title="Bars left out at the end of each training window" step="1" value={typed.purge} onChange={(purge) => changeWindows({ purge })} fault={read.faults.purge ?? null} />
          <NumberField label="Embargo" title="Further bars left out between training and test" step="1" value={typed.embargo} onChange={(embargo) => changeWindows({ embargo })} fault={read.faults.embargo ?? null} />
        </div>
        <p className={styles.hint}>In bars; empty fits the series. Purge and embargo leave bars out between training and test, so that no trade or average reaches across.</p>
      </fieldset>
      <SearchFields strategy={strategy} faults={faults} />
      {other !== undefined && <p className={styles.fault} role="alert">⚠ {other} It is set in Setup.</p>}
      <footer className={styles.start}>
        <div className={styles.estimate} role="status" aria-label="Estimate">
          {request === null ? <span>Nothing is started until it is right.</span> : estimate.error !== null ? <span className={styles.fault}>⚠ {estimate.error}</span> : estimate.value === null || bars === null ? <span>Counting…</span> : (
            <>
              <span><b>{formatNumber(read.folds, 0)}</b> folds × <b>{formatNumber(estimate.value.trials, 0)}</b> {estimate.value.trials === 1 ? 'combination' : 'combinations'}{estimate.value.seconds === null ? '' : ` · about ${sayLong(estimate.value.seconds * 2)} here`}</span>
              <span>{formatNumber(bars, 0)} bars · {estimate.value.eventPath === null ? 'over whole columns' : 'bar by bar'}</span>
            </>
          )}
          {startFault !== null && <span className={styles.fault}>⚠ {startFault}</span>}
        </div>
        {hasRun && <Button kind="ghost" onClick={() => useWalk.setState({ isSetup: false })}>Back</Button>}
        <Button disabled={!canStart || isStarting} onClick={() => request !== null && read.windows !== null && void startWalk(client, request, read.windows)}>{isStarting ? 'Starting…' : 'Walk forward'}</Button>
      </footer>
    </form>
  );
}

const sayLong = (seconds: number): string => (seconds < 1 ? 'a second' : formatDuration(Math.round(seconds) * 1_000));
