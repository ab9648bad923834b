import { useRef } from 'react';
import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import { useZone } from '../../app/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { cx } from '../../ui/cx.ts';
import type { TimeZoneChoice } from '../../ui/format.ts';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { BenchmarkPlot, ExposurePlot, RollingPlot, ShapePlot } from './analysis-plots.tsx';
import { useAnalysis, useAnalysisChoice } from './analysis-store.ts';
import { Costs } from './costs-card.tsx';
import { ExcursionsCard } from './excursions-card.tsx';
import { Falls } from './falls-card.tsx';
import styles from './analysis-panel.module.css';
import { useSeries } from './use-lab.ts';
import { WithReport } from './with-report.tsx';

const windows = [{ value: '21', label: '21' }, { value: '63', label: '63' }, { value: '126', label: '126' }, { value: '252', label: '252' }] as const;

/** What the report has no room for: against a benchmark, over time, the shape of returns, trades on their way, falls and costs. */
export const AnalysisPanel = () => <WithReport>{(report) => <Analysis report={report} />}</WithReport>;

function Analysis({ report }: { readonly report: BacktestReport }) {
  const { value, state, error, reload } = useAnalysis();
  // While it is computed anew for another window or benchmark, what was there before stays.
  const before = useRef<RunAnalysis | null>(null);
  if (value !== null) before.current = value;
  const shown = value ?? (before.current?.runId === report.runId ? before.current : null);
  const { window, benchmark } = useAnalysisChoice();
  const zone = useZone();
  return (
    <ToolPanel
      kind="title"
      tools={<>
        <Benchmarks chosen={benchmark} />
        <span className={styles.window}>Window <Segmented label="Periods in the window of rolling figures" size="small" value={String(window)} choices={[...windows]} onChange={(text) => useAnalysisChoice.setState({ window: Number(text) })} /></span>
      </>}
    >
      <div className={cx(styles.body, value === null && styles.stale)}>
        {state === 'failed' ? <Failed title="The run could not be analysed" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>
          : shown === null ? <Loading rows={8} label="Analysing the run" /> : <Parts analysis={shown} report={report} zone={zone} />}
      </div>
    </ToolPanel>
  );
}

function Parts({ analysis, report, zone }: { readonly analysis: RunAnalysis; readonly report: BacktestReport; readonly zone: TimeZoneChoice }) {
  const { benchmark, rolling, returns, trades, exposure, excursions, falls, costs, period, periods } = analysis;
  return (
    <Cards label="Analysis of the run">
      {benchmark === null
        ? <Card title="Against a benchmark" isWide verdict="Nothing to hold it against" sentence="The bars of this run are not stored as they were. Choose another series above, or import them again.">{null}</Card>
        : <Card title="Against a benchmark" isWide verdict={benchmark.verdict} sentence={benchmark.sentence} explanation={benchmark.explanation}><BenchmarkPlot benchmark={benchmark} cash={report.spec.settings.cash} zone={zone} /></Card>}
      {rolling === null
        ? <Card title="Rolling figures" isWide verdict="Too short" sentence={`There are ${periods} returns; the window takes more. Choose a shorter one above.`}>{null}</Card>
        : <Card title="Rolling figures" isWide {...rolling}><RollingPlot rolling={rolling} zone={zone} /></Card>}
      {returns !== null && <Card title={`Returns by ${period}`} {...returns}><ShapePlot label={`Histogram of the returns by ${period}`} shape={returns} noun="returns" /></Card>}
      {trades === null
        ? <Card title="Returns of trades" verdict="No trade was closed" sentence="Nothing was bought and sold again, so that there is nothing to count.">{null}</Card>
        : <Card title="Returns of trades" {...trades}><ShapePlot label="Histogram of the returns of trades" shape={trades} noun="trades" /></Card>}
      {excursions !== null && <ExcursionsCard excursions={excursions} />}
      <Costs costs={costs} />
      {exposure !== null && <Card title="Exposure" isWide {...exposure}><ExposurePlot exposure={exposure} zone={zone} /></Card>}
      <Falls falls={falls} benchmark={benchmark?.name ?? null} hasClock={report.curve.time.some((ms) => ms % 86_400_000 !== 0)} zone={zone} />
    </Cards>
  );
}

/** What the run is held against: what it traded, or any stored series. */
function Benchmarks({ chosen }: { readonly chosen: SeriesKey | null }) {
  const { value } = useSeries();
  const nameOf = ({ instrumentId, timeframe }: SeriesKey): string => `${instrumentId} ${timeframe}`;
  const stored = (value ?? []).filter(({ bars }) => bars > 0);
  return (
    <ChoiceField
      label="Held against"
      value={chosen === null ? '' : nameOf(chosen)}
      choices={[{ value: '', label: 'What it traded, held' }, ...stored.map((one) => ({ value: nameOf(one), label: nameOf(one) }))]}
      onChange={(name) => {
        const one = stored.find((series) => nameOf(series) === name);
        useAnalysisChoice.setState({ benchmark: one === undefined ? null : { instrumentId: one.instrumentId, timeframe: one.timeframe } });
      }}
    />
  );
}
