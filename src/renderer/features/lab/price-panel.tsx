import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { BacktestReport, ReportTrade } from '../../../contract/model/report.ts';
import { useZone } from '../../app/settings-store.ts';
import { lengthOf } from '../../app/timeframe-length.ts';
import { Button } from '../../ui/button.tsx';
import type { ChartBar } from '../../chart/index.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatIsoDate, formatMinute, formatNumber, placesOf, type TimeZoneChoice } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { useInstrument } from '../market/index.ts';
import { chooseTradeAt } from './choose-trade-at.ts';
import { chooseTrade, lookAt, useLab } from './lab-store.ts';
import styles from './price-panel.module.css';
import { useRunChart } from './use-run-chart.ts';
import { WithReport } from './with-report.tsx';

/** Bars in sight on each side of the one under the microscope. */
const barsBeside = 60;

/** The bars that the run saw, with its entries and exits. */
export const PricePanel = () => (
  <WithReport>
    {(report) => report.series !== null ? <Price report={report} series={report.series} />
      : report.allSeries?.some((one) => one !== null) === true ? <Prices report={report} series={report.allSeries} />
      : <Empty title="The bars of this run are not stored">They were removed or changed since, or read from a file on the command line. Import the file in Data (F3) to see the trades on the price.</Empty>}
  </WithReport>
);

/** One series of several at a time: that of the chosen trade, or another that is picked. */
function Prices({ report, series }: { readonly report: BacktestReport; readonly series: readonly (SeriesKey | null)[] }) {
  const chosen = useLab((lab) => lab.chosenTrade);
  const [picked, setPicked] = useState<string | null>(null);
  const { spec, trades } = report;
  const symbols = spec.data.map(({ symbol }) => symbol).filter((_, k) => (series[k] ?? null) !== null);
  const ofTrade = trades.rows.find(({ index }) => index === chosen)?.symbol ?? null;
  useEffect(() => {
    if (ofTrade !== null) setPicked(ofTrade);
  }, [ofTrade, chosen]);
  const symbol = picked !== null && symbols.includes(picked) ? picked : (symbols[0] ?? '');
  const place = spec.data.findIndex((one) => one.symbol === symbol);
  const view = useMemo(() => ({
    ...report, spec: { ...spec, data: spec.data.slice(place, place + 1) }, trades: { ...trades, rows: trades.rows.filter((trade) => trade.symbol === symbol) },
  }), [report, spec, trades, place, symbol]);
  const key = series[place] ?? null;
  if (key === null) return null;
  return <Price key={symbol} report={view} series={key} picker={<ChoiceField label="Series" value={symbol} choices={symbols.map((value) => ({ value, label: value }))} onChange={setPicked} />} />;
}

function Price({ report, series, picker }: { readonly report: BacktestReport; readonly series: SeriesKey; readonly picker?: ReactNode }) {
  const instrument = useInstrument(series.instrumentId);
  const zone = useZone(instrument?.calendar);
  const chosenIndex = useLab((lab) => lab.chosenTrade);
  const lookedAtMs = useLab((lab) => lab.lookedAt?.timeMs ?? null);
  const { rows } = report.trades;
  const chosen = useMemo(() => rows.find(({ index }) => index === chosenIndex) ?? null, [rows, chosenIndex]);
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [point, setPoint] = useState<ChartBar | null>(null);
  const latest = useRef(report.trades);
  latest.current = report.trades;
  const onClick = ({ timeMs, mark }: { readonly timeMs: number | null; readonly mark: string | null }): void => {
    if (mark !== null) chooseTrade(Number.parseInt(mark, 10));
    else if (timeMs !== null && useLab.getState().lookedAt !== null) lookAt(timeMs);
    else if (timeMs !== null) chooseTradeAt(latest.current, timeMs);
  };
  const places = placesOf(instrument?.tickSize ?? '0.01');
  const { chart, state, error, loaded, reload, show } = useRunChart(element, { series, places, zone, span: report.spec.data[0] ?? null, onPoint: setPoint, onClick });

  useEffect(() => {
    if (chart === null || loaded === null) return;
    // Marks of trades beyond the loaded bars would pile up on the last one.
    const inSight = rows.filter(({ entryTimeMs, exitTimeMs }) => exitTimeMs >= loaded.fromMs && entryTimeMs <= loaded.toMs);
    chart.setMarkers(inSight.flatMap((trade) => marksOf(trade, trade === chosen)).filter(({ timeMs }) => timeMs >= loaded.fromMs && timeMs <= loaded.toMs));
    // Where the microscope stands is told before what is chosen.
    const stretch = lookedAtMs !== null ? { fromMs: lookedAtMs, toMs: lookedAtMs } : chosen === null ? null : { fromMs: chosen.entryTimeMs, toMs: chosen.exitTimeMs };
    chart.setStretch(stretch);
  }, [chart, loaded, rows, chosen, lookedAtMs]);
  useEffect(() => {
    if (chosen !== null) show(chosen.entryTimeMs, chosen.exitTimeMs);
  }, [chosen, show]);
  useEffect(() => {
    const reach = barsBeside * lengthOf(series.timeframe);
    if (lookedAtMs !== null) show(lookedAtMs - reach, lookedAtMs + reach);
  }, [lookedAtMs, series.timeframe, show]);

  return (
    <ToolPanel
      kind="title"
      tools={<>
        {picker ?? <strong>{series.instrumentId} {series.timeframe}</strong>}
        <span className={styles.words}>{point === null ? (chosen === null ? 'Click a mark to choose its trade' : sayTrade(chosen, /[dw]$/.test(series.timeframe) ? 'utc' : zone)) : sayBar(point, places, /[dw]$/.test(series.timeframe) ? null : zone)}</span>
        <Button size="small" kind="ghost" onClick={() => chart?.showAll()}>All</Button>
      </>}
    >
      <div className={styles.stage}>
        <div ref={setElement} className={styles.canvas} role="img" aria-label={`Candles of ${series.instrumentId}, ${series.timeframe}, with entries and exits`} />
        {state === 'loading' && <div className={styles.cover}><Loading label="Loading the bars of the run" /></div>}
        {state === 'failed' && <div className={styles.cover}><Failed title="No bars" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed></div>}
      </div>
    </ToolPanel>
  );
}

const marksOf = (trade: ReportTrade, isChosen: boolean) => {
  const [enter, leave] = trade.side === 'long' ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
  return [
    { id: `${trade.index} in`, timeMs: trade.entryTimeMs, side: enter, isChosen, ...(isChosen ? { text: `in ${formatNumber(trade.entryPrice)}` } : {}) },
    { id: `${trade.index} out`, timeMs: trade.exitTimeMs, side: leave, isChosen, ...(isChosen ? { text: `out ${formatNumber(trade.exitPrice)}` } : {}) },
  ];
};

const sayTrade = ({ index, side, entryTimeMs, exitTimeMs }: ReportTrade, zone: TimeZoneChoice): string =>
  `Trade ${index + 1}: ${side}, ${formatIsoDate(entryTimeMs, zone)} to ${formatIsoDate(exitTimeMs, zone)}`;

/** `zone` null: bars of whole days, which have dates and no clock. */
const sayBar = ({ time, open, high, low, close }: ChartBar, places: number, zone: TimeZoneChoice | null): string =>
  `${zone === null ? formatIsoDate(time) : `${formatIsoDate(time, zone)} ${formatMinute(time, zone)}`} · O ${formatNumber(open, places)} H ${formatNumber(high, places)} L ${formatNumber(low, places)} C ${formatNumber(close, places)}`;
