import type { Distribution } from '../../../contract/model/description.ts';
import { formatNumber, formatPercent, formatSigned, formatSignedPercent } from '../../ui/format.ts';
import { cx } from '../../ui/cx.ts';
import { Key, Plot } from '../../ui/plot.tsx';
import { percentPlaces, roundLevels, toPath } from '../../ui/scale.ts';
import styles from './plots.module.css';

const percentTicks = (low: number, high: number, wanted: number) => {
  const levels = roundLevels(low, high, wanted);
  const places = percentPlaces((levels[1] ?? high) - (levels[0] ?? low));
  return levels.map((at) => ({ at, text: formatPercent(at, places) }));
};

/** How often returns fell into each bin, with the normal and the t distribution over it. */
export function HistogramPlot({ distribution: { histogram, curves, student } }: { readonly distribution: Distribution }) {
  if (histogram === null) return null;
  const { from, width, counts, below, above } = histogram;
  const to = from + width * counts.length;
  const most = Math.max(...counts, ...curves.normal, ...(curves.student ?? [])) * 1.04;
  const places = percentPlaces(width) + 1;
  return (
    <Plot
      label="Histogram of the returns" x={[from, to]} y={[0, most]} ticksX={percentTicks(from, to, 6)} ticksY={roundLevels(0, most, 4).map((at) => ({ at, text: formatNumber(at, 0) }))}
      points={counts.map((_, bin) => from + (bin + 0.5) * width)}
      say={(bin) => <span><b>{formatNumber(counts[bin] ?? 0, 0)}</b> returns from {formatSignedPercent(from + bin * width, places)} to {formatSignedPercent(from + (bin + 1) * width, places)}</span>}
      rest={<>
        <Key kind="other">normal</Key>
        {student !== null && <Key kind="own">t, ν {formatNumber(student.freedom, 1)}</Key>}
        {below + above > 0 && <span>{formatNumber(below, 0)} farther left, {formatNumber(above, 0)} right</span>}
      </>}
    >
      {({ x, y, bottom }, chosen) => (
        <>
          {counts.map((count, bin) => {
            const left = x(from + bin * width);
            const isLoss = from + (bin + 0.5) * width < 0;
            return <rect key={bin} className={cx(isLoss ? styles.loss : styles.gain, chosen === bin && styles.chosen)} x={left + 0.5} width={Math.max(0.5, x(from + (bin + 1) * width) - left - 1)} y={y(count)} height={Math.max(0, bottom - y(count))} />;
          })}
          <path className={styles.other} d={toPath(curves.at.map((at, i) => [x(at), y(curves.normal[i] ?? 0)]))} />
          {curves.student !== null && <path className={styles.own} d={toPath(curves.at.map((at, i) => [x(at), y(curves.student?.[i] ?? 0)]))} />}
        </>
      )}
    </Plot>
  );
}

/** Ordered returns against the places a normal distribution gives them: on the straight line they are normal. */
export function QuantilePlot({ distribution: { quantilePlot: { normal, sample, student }, mean, deviation } }: { readonly distribution: Distribution }) {
  const first = normal[0] ?? -1;
  const [edge, least, most] = [Math.max(Math.abs(first), Math.abs(normal.at(-1) ?? 1)) * 1.05, sample[0] ?? 0, sample.at(-1) ?? 0];
  const lineAt = (z: number): number => mean + z * deviation;
  const [low, high] = [Math.min(least, lineAt(-edge)), Math.max(most, lineAt(edge))];
  const air = (high - low) * 0.04;
  return (
    <Plot
      label="Returns against normal quantiles" x={[-edge, edge]} y={[low - air, high + air]}
      ticksX={roundLevels(-edge, edge, 7).map((at) => ({ at, text: at === 0 ? '0' : `${formatSigned(at, 0)}σ` }))} ticksY={percentTicks(low, high, 5)} points={normal}
      say={(point) => <span><b>{formatSignedPercent(sample[point] ?? 0, 2)}</b> where a normal distribution has {formatSignedPercent(lineAt(normal[point] ?? 0), 2)}, {formatSigned(normal[point] ?? 0, 1)}σ</span>}
      rest={<><Key kind="dots">returns</Key><Key kind="other">if normal</Key>{student !== null && <Key kind="own">if t</Key>}</>}
    >
      {({ x, y, top, bottom }, chosen) => (
        <>
          <path className={styles.other} d={toPath([[x(-edge), y(lineAt(-edge))], [x(edge), y(lineAt(edge))]])} />
          {/* The t distribution may want far more than came: its line ends with the picture. */}
          {student !== null && <path className={styles.own} d={toPath(normal.map((z, i) => [x(z), inside(y(student[i] ?? 0), top, bottom)]))} />}
          {normal.map((z, i) => <circle key={z} className={cx((sample[i] ?? 0) < 0 ? styles.lossDot : styles.gainDot, chosen === i && styles.chosen)} cx={x(z)} cy={y(sample[i] ?? 0)} r={chosen === i ? 3.5 : 1.8} />)}
        </>
      )}
    </Plot>
  );
}

const inside = (y: number, top: number, bottom: number): number | null => (y < top || y > bottom ? null : y);
