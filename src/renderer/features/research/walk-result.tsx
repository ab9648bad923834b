import { useEffect, useMemo, useState } from 'react';
import type { MetricTable } from '../../../contract/model/backtest.ts';
import type { WalkForwardResult } from '../../../contract/model/walk-forward.ts';
import { useClient } from '../../app/client-context.tsx';
import { useSettings } from '../../app/settings-store.ts';
import { useCall } from '../../app/use-call.ts';
import { CurveChart } from '../../chart/curve-chart.ts';
import { Button } from '../../ui/button.tsx';
import { formatCompact, formatIsoDate, formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { Headline, type HeadFigure } from '../../ui/headline.tsx';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { FoldTable } from './fold-table.tsx';
import styles from './research.module.css';
import { runFold } from './run-walk.ts';
import { useWalk } from './walk-store.ts';

/** As many folds as one answer has at most. */
const mostFolds = 2_000;

/** What a finished walk-forward came to: figures, the equity over all test windows, and the folds. */
export function WalkResult({ runId }: { readonly runId: string }) {
  const client = useClient();
  const { value, state, error, reload } = useCall(`walk ${runId}`, (api) => api.walkForwards.result({ runId, foldsLimit: mostFolds }));
  if (state === 'failed') return <Failed title="The walk-forward cannot be shown" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Loading label="Loading the walk-forward" />;
  return (
    <div className={styles.walk}>
      <Headline label="Figures of the walk-forward" figures={headsOf(value)} narrow="letters" />
      <p className={styles.reading} role="note">{readEfficiency(value)}{value.folds.length < value.totals.folds ? ` The first ${formatNumber(value.folds.length, 0)} of ${formatNumber(value.totals.folds, 0)} folds are listed.` : ''}</p>
      <StitchedEquity result={value} />
      <FoldTable result={value} onOpen={(fold) => void runFold(client, value, fold)} />
    </div>
  );
}

const numberOf = (metrics: MetricTable, name: string): number | null => (typeof metrics[name] === 'number' ? metrics[name] : null);

function headsOf({ metrics, totals, trials, efficiency }: WalkForwardResult): readonly HeadFigure[] {
  return [
    { title: 'Growth a year', text: formatSignedPercent(numberOf(metrics, 'annualReturn')), aside: 'on unseen bars', hint: 'Annual growth of the equity over all test windows' },
    { title: 'Worst fall', text: formatPercent(numberOf(metrics, 'maxDrawdown')), aside: 'on unseen bars', hint: 'Deepest fall of that equity below a peak', isFall: true },
    { title: 'Reward for risk', text: formatNumber(numberOf(metrics, 'sharpe')), aside: 'Sharpe ratio', hint: 'Sharpe ratio of that equity, a year, without a risk-free rate' },
    { title: 'Efficiency', text: formatNumber(efficiency), aside: 'unseen over seen', hint: 'Annual growth on unseen bars over the mean annual growth of the chosen on the bars that they were chosen on' },
    { title: 'Folds won', text: `${totals.foldsWon} of ${totals.folds}`, aside: 'test windows', hint: 'Test windows that ended higher than they began' },
    { title: 'Tried', text: formatNumber(trials, 0), aside: 'in each window', hint: 'Combinations tried on each training window; all of them count as trials' },
  ];
}

/** The efficiency in a sentence. */
function readEfficiency({ efficiency, unusedBars }: WalkForwardResult): string {
  const unused = unusedBars === 0 ? '' : ` The last ${formatNumber(unusedBars, 0)} bars make no whole test window and were not used.`;
  if (efficiency === null) return `What was chosen gained nothing even on the bars that it was chosen on.${unused}`;
  if (efficiency <= 0) return `△ On bars that it never saw, what was chosen lost money: the choice was fitted to the past.${unused}`;
  if (efficiency < 0.5) return `△ On unseen bars a year brought ${formatPercent(efficiency, 0)} of what it brought on the bars it was chosen on: most of it was fitted.${unused}`;
  return `On unseen bars a year brought ${formatPercent(efficiency, 0)} of what it brought on the bars it was chosen on.${unused}`;
}

/** The equity over all test windows, each beginning with what the one before left; the chosen fold is washed. */
function StitchedEquity({ result: { equity, folds, spec, runId } }: { readonly result: WalkForwardResult }) {
  const look = useSettings((store) => `${store.settings.theme} ${store.settings.upDown}`);
  const chosen = useWalk((store) => store.fold);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [chart, setChart] = useState<CurveChart | null>(null);
  const stretch = useMemo(() => (chosen === null ? null : folds[chosen]?.test ?? null), [chosen, folds]);
  useEffect(() => {
    if (element === null) return;
    const made = new CurveChart(element, { curves: [{ kind: 'own' }], format: (value) => (Math.abs(value) < 1e4 ? formatNumber(value, 0) : formatCompact(value)), isLog: false, hasTimeAxis: true, zone: 'utc', syncKey: `walk-${runId}`, onClick: (timeMs) => chooseFoldAt(folds, timeMs) });
    made.setData(equity.time, [equity.value]);
    setChart(made);
    return () => {
      setChart(null);
      made.dispose();
    };
  }, [element, equity, folds, runId, look]);
  useEffect(() => chart?.setStretch(stretch), [chart, stretch]);
  const [first, last] = [equity.time[0] ?? 0, equity.time.at(-1) ?? 0];
  return (
    <section className={styles.stitched} aria-label="Equity on unseen bars">
      <span className={styles.chartLabel}>Equity on unseen bars, from {formatCompact(spec.settings.cash)} · after costs</span>
      <div ref={setElement} role="img" aria-label={`Equity on unseen bars from ${formatIsoDate(first)} to ${formatIsoDate(last)}`} />
    </section>
  );
}

function chooseFoldAt(folds: WalkForwardResult['folds'], timeMs: number): void {
  const at = folds.findIndex(({ test }) => timeMs >= test.fromMs && timeMs <= test.toMs);
  if (at >= 0) useWalk.setState({ fold: at });
}
