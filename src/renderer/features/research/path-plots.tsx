import type { MonteCarlo } from '../../../contract/model/robustness.ts';
import { formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { cx } from '../../ui/cx.ts';
import { Key, Plot } from '../../ui/plot.tsx';
import { percentPlaces, roundLevels, toBand, toPath } from '../../ui/scale.ts';
import styles from './robustness.module.css';

/** Levels of a share along an axis. */
export function percentTicks(low: number, high: number, wanted: number) {
  const levels = roundLevels(low, high, wanted);
  const places = percentPlaces((levels[1] ?? high) - (levels[0] ?? low));
  return levels.map((at) => ({ at, text: formatPercent(at, places) }));
}

/** Growth on the way: where nine of ten and half of the paths lie, their middle, and the run as it was. */
export function FanPlot({ paths: { fan }, of }: { readonly paths: MonteCarlo; readonly of: 'trades' | 'periods' }) {
  const last = fan.at.at(-1) ?? 1;
  const [low, high] = [Math.min(0, ...fan.p5, ...fan.actual), Math.max(0, ...fan.p95, ...fan.actual)];
  const air = (high - low || 1) * 0.04;
  const name = of === 'trades' ? 'trades' : 'days';
  return (
    <Plot
      label="Growth of the paths on their way" x={[0, last]} y={[low - air, high + air]} height={190} points={fan.at}
      ticksX={roundLevels(0, last, 6).map((at) => ({ at, text: formatNumber(at, 0) }))} ticksY={percentTicks(low - air, high + air, 5)}
      say={(k) => <span>After {formatNumber(fan.at[k] ?? 0, 0)} {name} half of the paths lie between <b>{formatSignedPercent(fan.p25[k] ?? 0, 1)}</b> and <b>{formatSignedPercent(fan.p75[k] ?? 0, 1)}</b>; the run was at {formatSignedPercent(fan.actual[k] ?? 0, 1)}</span>}
      rest={<><Key kind="own">the run</Key><Key kind="other">middle path</Key><Key kind="band">half, and nine of ten paths</Key></>}
    >
      {({ x, y }) => {
        const at = fan.at.map((value) => x(value));
        const line = (values: readonly number[]): number[] => values.map((value) => y(value));
        return (
          <>
            <path className={styles.wide90} d={toBand(at, line(fan.p5), line(fan.p95))} />
            <path className={styles.wide50} d={toBand(at, line(fan.p25), line(fan.p75))} />
            <path className={styles.middle} d={toPath(fan.p50.map((value, k) => [at[k] ?? 0, y(value)]))} />
            <path className={styles.own} d={toPath(fan.actual.map((value, k) => [at[k] ?? 0, y(value)]))} />
          </>
        );
      }}
    </Plot>
  );
}

/** How often paths came to what; the run as it was is marked. */
export function SpreadPlot({ label, histogram, actual, spread }: { readonly label: string; readonly histogram: MonteCarlo['histograms']['return']; readonly actual: number; readonly spread: MonteCarlo['return'] }) {
  if (histogram === null) return <p className={styles.same}>{formatSignedPercent(spread.p50, 1)}</p>;
  const { from, width, counts } = histogram;
  const [low, high] = [Math.min(from, actual), Math.max(from + width * counts.length, actual)];
  const most = Math.max(...counts) * 1.06;
  const places = percentPlaces(width) + 1;
  return (
    <Plot
      label={label} x={[low, high]} y={[0, most]} height={130} points={counts.map((_, bin) => from + (bin + 0.5) * width)}
      ticksX={percentTicks(low, high, 4)} ticksY={[]}
      say={(bin) => <span><b>{formatNumber(counts[bin] ?? 0, 0)}</b> paths from {formatSignedPercent(from + bin * width, places)} to {formatSignedPercent(from + (bin + 1) * width, places)}</span>}
      rest={<Key kind="own">the run: {formatSignedPercent(actual, 1)}</Key>}
    >
      {({ x, y, top, bottom }, chosen) => (
        <>
          {counts.map((count, bin) => (
            <rect key={bin} className={cx(styles.bin, chosen === bin && styles.chosen)} x={x(from + bin * width) + 0.5} width={Math.max(0.5, x(from + width) - x(from) - 1)} y={y(count)} height={Math.max(0, bottom - y(count))} />
          ))}
          <line className={styles.own} x1={x(actual)} x2={x(actual)} y1={top} y2={bottom} />
        </>
      )}
    </Plot>
  );
}
