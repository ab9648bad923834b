import { useEffect, useMemo, useRef, useState } from 'react';
import type { BacktestReport } from '../../../contract/model/report.ts';
import { useSettings, useZone } from '../../app/settings-store.ts';
import { CurveChart } from '../../chart/curve-chart.ts';
import { formatCompact, formatDate, formatIsoDate, formatMinute, formatMoney, formatNumber, formatPercent, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { chooseTradeAt } from './choose-trade-at.ts';
import styles from './curves.module.css';
import { useLab } from './lab-store.ts';

const scales = [{ value: 'log', label: 'Log', hint: 'Equal growth is equally high' }, { value: 'linear', label: 'Linear', hint: 'Equal money is equally high' }] as const;
const dayMs = 86_400_000;

/** The equity over the same money bought and held, and the fall from the peak beneath. A click chooses the trade of that moment. */
export function Curves({ report }: { readonly report: BacktestReport }) {
  const { curve, worstDrawdown, trades } = report;
  const chosenZone = useZone();
  // Bars of whole days have dates and no clock.
  const zone: TimeZoneChoice = useMemo(() => curve.time.every((ms) => ms % dayMs === 0), [curve]) ? 'utc' : chosenZone;
  const look = useSettings((store) => `${store.settings.theme} ${store.settings.upDown}`);
  const [scale, setScale] = useState<'log' | 'linear'>('log');
  const [point, setPoint] = useState<number | null>(null);
  const chosen = useLab((lab) => lab.chosenTrade);
  const [equityElement, setEquityElement] = useState<HTMLDivElement | null>(null);
  const [fallElement, setFallElement] = useState<HTMLDivElement | null>(null);
  const [charts, setCharts] = useState<{ readonly equity: CurveChart; readonly fall: CurveChart } | null>(null);
  const latest = useRef(trades);
  latest.current = trades;
  // A logarithm has no place for a loss of everything.
  const canBeLog = useMemo(() => curve.equity.every((value) => value > 0), [curve]);

  useEffect(() => {
    if (equityElement === null || fallElement === null) return;
    const onClick = (timeMs: number): void => chooseTradeAt(latest.current, timeMs);
    const shared = { zone, syncKey: `lab-${report.runId}`, onClick } as const;
    const hasBenchmark = curve.benchmark !== null;
    const equity = new CurveChart(equityElement, {
      ...shared, curves: hasBenchmark ? [{ kind: 'benchmark' }, { kind: 'own' }] : [{ kind: 'own' }], format: nameMoney, isLog: scale === 'log' && canBeLog, hasTimeAxis: false, onPoint: setPoint,
    });
    const fall = new CurveChart(fallElement, { ...shared, curves: [{ kind: 'fall' }], format: (value) => formatPercent(value, 0), isLog: false, hasTimeAxis: true });
    equity.setData(curve.time, curve.benchmark === null ? [curve.equity] : [curve.benchmark, curve.equity]);
    fall.setData(curve.time, [curve.drawdown]);
    if (worstDrawdown !== null) fall.setMark({ timeMs: worstDrawdown.bottomMs, value: worstDrawdown.depth, text: `▼ ${formatPercent(worstDrawdown.depth, 1)}` });
    setCharts({ equity, fall });
    return () => {
      setCharts(null);
      equity.dispose();
      fall.dispose();
    };
  }, [equityElement, fallElement, report, zone, look, scale, canBeLog]);

  useEffect(() => {
    const trade = chosen === null ? undefined : latest.current.rows.find(({ index }) => index === chosen);
    const stretch = trade === undefined ? null : { fromMs: trade.entryTimeMs, toMs: trade.exitTimeMs };
    charts?.equity.setStretch(stretch);
    charts?.fall.setStretch(stretch);
  }, [charts, chosen]);

  return (
    <div className={styles.curves}>
      <div className={styles.legend}>
        <Legend report={report} point={point} zone={zone} />
        <span className={styles.gap} />
        {canBeLog && <Segmented label="Scale of the equity" size="bare" value={scale} choices={[...scales]} onChange={setScale} />}
      </div>
      <div ref={setEquityElement} className={styles.equity} role="img" aria-label={`Equity from ${formatIsoDate(curve.time[0] ?? 0)} to ${formatIsoDate(curve.time.at(-1) ?? 0)}`} />
      <div className={styles.fall}>
        <span className={styles.caption}>Fall from peak</span>
        <div ref={setFallElement} role="img" aria-label={worstDrawdown === null ? 'Fall from peak: none' : `Fall from peak; the worst is ${formatPercent(worstDrawdown.depth, 1)} on ${formatIsoDate(worstDrawdown.bottomMs)}`} />
      </div>
    </div>
  );
}

/** Money on the axis: whole units, then thousands. */
const nameMoney = (value: number): string => (Math.abs(value) < 1e4 ? formatNumber(value, 0) : formatCompact(value));

/** What the curves are, and their values under the crosshair, else at the end. */
function Legend({ report: { curve, spec }, point, zone }: { readonly report: BacktestReport; readonly point: number | null; readonly zone: TimeZoneChoice }) {
  const at = point ?? curve.time.length - 1;
  const timeMs = curve.time[at] ?? 0;
  const { cash } = spec.settings;
  const [equity, held] = [curve.equity[at] ?? cash, curve.benchmark?.[at] ?? null];
  return (
    <output className={styles.values} aria-label="Values under the crosshair">
      <span><i className={styles.own} /> Strategy <b>{formatSignedPercent(equity / cash - 1, 1)}</b> {formatMoney(equity)}</span>
      {held === null
        ? <span className={styles.quiet} title="The bars of this run are not stored, or were changed since; import them again to see the price against the strategy.">nothing to hold it against: the bars are not stored as they were</span>
        : <span><i className={styles.held} /> {spec.data[0]?.symbol}, held <b>{formatSignedPercent(held / cash - 1, 1)}</b></span>}
      <span className={styles.quiet}>{point === null ? `from ${formatMoney(cash)}, after costs` : `${zone === 'utc' && timeMs % dayMs === 0 ? formatDate(timeMs) : `${formatDate(timeMs, zone)} ${formatMinute(timeMs, zone)}`} · fall ${formatPercent(curve.drawdown[at] ?? 0, 1)}`}</span>
    </output>
  );
}
