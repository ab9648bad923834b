import { useState } from 'react';
import type { ReturnShape, RollingFigures, RunBenchmark, RunExposure } from '../../../contract/model/run-analysis.ts';
import { cx } from '../../ui/cx.ts';
import { formatCompact, formatMoney, formatNumber, formatPercent, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { LinePlot } from '../../ui/line-plot.tsx';
import { Key, Plot } from '../../ui/plot.tsx';
import { percentPlaces, roundLevels } from '../../ui/scale.ts';
import { Segmented } from '../../ui/segmented.tsx';
import styles from './analysis-panel.module.css';

const percentTick = (value: number, step: number): string => formatPercent(value, percentPlaces(Math.abs(step) || 0.01));

/** The equity over what its cash would have made otherwise. */
export function BenchmarkPlot({ benchmark: { curve, name }, cash, zone }: { readonly benchmark: RunBenchmark; readonly cash: number; readonly zone: TimeZoneChoice }) {
  const [isLog, setLog] = useState(true);
  const canBeLog = curve.equity.every((value) => value > 0) && curve.benchmark.every((value) => value > 0);
  return (
    <>
      {canBeLog && <span className={styles.switch}><Segmented label="Scale of the benchmark" size="bare" value={isLog ? 'log' : 'linear'} choices={[{ value: 'log', label: 'Log' }, { value: 'linear', label: 'Linear' }]} onChange={(scale) => setLog(scale === 'log')} /></span>}
      <LinePlot
        label="Equity against the benchmark" height={200} time={curve.time} isLog={isLog && canBeLog} zone={zone}
        lines={[{ name: `${name.replace(/,$/, '')} ${formatSignedPercent((curve.benchmark.at(-1) ?? cash) / cash - 1, 1)}`, kind: 'other', values: curve.benchmark }, { name: `Strategy ${formatSignedPercent((curve.equity.at(-1) ?? cash) / cash - 1, 1)}`, kind: 'own', values: curve.equity }]}
        format={formatMoney} formatTick={(value) => (Math.abs(value) < 1e4 ? formatNumber(value, 0) : formatCompact(value))}
      />
    </>
  );
}

const figures = [
  { value: 'growth', label: 'Return', hint: 'Compounded return of each window' },
  { value: 'volatility', label: 'Volatility', hint: 'Deviation of the returns of each window, a year' },
  { value: 'sharpe', label: 'Sharpe', hint: 'Mean return over its deviation in each window, a year' },
] as const;

/** One of the rolling figures over time. */
export function RollingPlot({ rolling, zone }: { readonly rolling: RollingFigures; readonly zone: TimeZoneChoice }) {
  const [figure, setFigure] = useState<(typeof figures)[number]['value']>('growth');
  const isShare = figure !== 'sharpe';
  const title = figures.find(({ value }) => value === figure)?.label ?? '';
  return (
    <>
      <span className={styles.switch}><Segmented label="Rolling figure" size="bare" value={figure} choices={[...figures]} onChange={setFigure} /></span>
      <LinePlot
        label={`${title} over ${rolling.window} periods`} height={176} time={rolling.time} zone={zone} hasZero={figure !== 'volatility'}
        lines={[{ name: `${title} of ${rolling.window} periods`, kind: 'own', values: rolling[figure] }]}
        format={(value) => (isShare ? formatPercent(value, 1) : formatNumber(value))} formatTick={isShare ? percentTick : (value, step) => formatNumber(value, Math.abs(step) < 1 ? 1 : 0)}
      />
    </>
  );
}

/** How much of the equity was at work, less what was short. */
export const ExposurePlot = ({ exposure: { curve }, zone }: { readonly exposure: RunExposure; readonly zone: TimeZoneChoice }) => (
  <LinePlot
    label="Share of the equity at work" height={132} time={curve.time} zone={zone} hasZero
    lines={[{ name: 'net share of the equity', kind: 'area', values: curve.net }]} format={(value) => formatPercent(value, 1)} formatTick={percentTick}
  />
);

/** How often returns fell into each bin. */
export function ShapePlot({ label, shape: { bins, mean }, noun }: { readonly label: string; readonly shape: ReturnShape; readonly noun: string }) {
  if (bins === null) return null;
  const { from, width, counts, below, above } = bins;
  const to = from + width * counts.length;
  const most = Math.max(...counts) * 1.06;
  const places = Math.min(3, percentPlaces(width) + 1);
  const levels = roundLevels(from, to, 5);
  return (
    <Plot
      label={label} height={150} x={[from, to]} y={[0, most]} ticksX={levels.map((at) => ({ at, text: formatPercent(at, percentPlaces((levels[1] ?? to) - (levels[0] ?? from))) }))}
      ticksY={roundLevels(0, most, 4).filter(Number.isInteger).map((at) => ({ at, text: formatNumber(at, 0) }))} points={counts.map((_, bin) => from + (bin + 0.5) * width)}
      say={(bin) => <span><b>{formatNumber(counts[bin] ?? 0, 0)}</b> {noun} from {formatSignedPercent(from + bin * width, places)} to {formatSignedPercent(from + (bin + 1) * width, places)}</span>}
      rest={<>
        <Key kind="other">mean {formatSignedPercent(mean, places)}</Key>
        {below + above > 0 && <span>{formatNumber(below, 0)} farther left, {formatNumber(above, 0)} right</span>}
      </>}
    >
      {({ x, y, top, bottom }, chosen) => (
        <>
          {counts.map((count, bin) => {
            const left = x(from + bin * width);
            const isLoss = from + (bin + 0.5) * width < 0;
            return <rect key={bin} className={cx(isLoss ? styles.loss : styles.gain, chosen === bin && styles.chosen)} x={left + 0.5} width={Math.max(0.5, x(from + (bin + 1) * width) - left - 1)} y={y(count)} height={Math.max(0, bottom - y(count))} />;
          })}
          <line className={styles.even} x1={x(mean)} x2={x(mean)} y1={top} y2={bottom} />
        </>
      )}
    </Plot>
  );
}
