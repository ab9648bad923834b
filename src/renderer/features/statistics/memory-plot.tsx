import type { Memory } from '../../../contract/model/description.ts';
import { formatNumber, formatSigned } from '../../ui/format.ts';
import { cx } from '../../ui/cx.ts';
import { Key, Plot } from '../../ui/plot.tsx';
import { roundLevels, toBand } from '../../ui/scale.ts';
import styles from './plots.module.css';

/** Autocorrelation by lag, with the band in which 95 % lie by chance. */
export function MemoryPlot({ label, memory: { autocorrelation, band } }: { readonly label: string; readonly memory: Memory }) {
  const lags = autocorrelation.map((_, i) => i + 1);
  const reach = Math.max(0.05, ...autocorrelation.map(Math.abs), ...band) * 1.15;
  const low = Math.min(...autocorrelation) < -0.3 * reach || Math.max(...band) > 0.3 * reach ? -reach : -Math.max(...band) * 1.4;
  const levels = roundLevels(low, reach, 5);
  const places = (levels[1] ?? 1) - (levels[0] ?? 0) < 0.0999 ? 2 : 1;
  const ends = [0.4, ...lags, lags.length + 0.6];
  const bands = [band[0] ?? 0, ...band, band.at(-1) ?? 0];
  return (
    <Plot
      label={label} height={148} x={[0.4, lags.length + 0.6]} y={[low, reach]}
      ticksX={lags.filter((lag) => lag === 1 || lag % (lags.length > 20 ? 10 : 5) === 0).map((at) => ({ at, text: String(at) }))}
      ticksY={levels.map((at) => ({ at, text: formatNumber(at, places) }))} points={lags}
      say={(point) => <span>Lag {point + 1}: <b>{formatSigned(autocorrelation[point] ?? 0, 3)}</b>, by chance within ±{formatNumber(band[point] ?? 0, 3)}</span>}
      rest={<><Key kind="own">beyond chance</Key><Key kind="band">95% by chance</Key></>}
    >
      {({ x, y, left, right }, chosen) => {
        const width = Math.max(1.5, Math.min(8, (x(2) - x(1)) * 0.55));
        return (
          <>
            <path className={styles.band} d={toBand(ends.map(x), bands.map((half) => y(-half)), bands.map((half) => y(half)))} />
            {autocorrelation.map((value, i) => (
              <rect
                key={i} className={cx(Math.abs(value) > (band[i] ?? 0) ? styles.bar : styles.quietBar, chosen === i && styles.chosen)} x={x(i + 1) - width / 2} width={width}
                y={Math.min(y(0), y(value))} height={Math.max(1, Math.abs(y(value) - y(0)))}
              />
            ))}
            <line className={styles.zero} x1={left} x2={right} y1={y(0)} y2={y(0)} />
          </>
        );
      }}
    </Plot>
  );
}
