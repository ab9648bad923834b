import { useMemo } from 'react';
import type { Variation } from '../../../contract/model/robustness.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber, formatSignedPercent } from '../../ui/format.ts';
import { Key, Plot } from '../../ui/plot.tsx';
import { percentTicks } from './path-plots.tsx';
import styles from './robustness.module.css';

type Step = { readonly name: string; readonly variation: Variation; readonly isBase: boolean };

const wide = (values: readonly number[]): readonly [number, number] => {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const air = (high - low || 0.01) * 0.08;
  return [low < 0 ? low - air : 0, high + air];
};

/** A bar for each step; the run as it is stands out. */
export function StepsPlot({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  const [low, high] = wide(steps.map(({ variation }) => variation.return ?? 0));
  return (
    <Plot
      label={label} x={[-0.6, steps.length - 0.4]} y={[low, high]} height={130} points={steps.map((_, k) => k)}
      ticksX={steps.map(({ name }, at) => ({ at, text: name }))} ticksY={percentTicks(low, high, 4)}
      say={(k) => <Said {...steps[k]} />} rest={<Key kind="now">as it is</Key>}
    >
      {({ x, y }, chosen) => steps.map(({ name, variation: { return: growth }, isBase }, k) => {
        if (growth === null) return null;
        const width = Math.min(36, (x(1) - x(0)) * 0.6);
        const [top, bottom] = [Math.min(y(growth), y(0)), Math.max(y(growth), y(0))];
        return <rect key={name} className={cx(growth < 0 ? styles.loss : styles.gain, chosen === k && styles.chosen, isBase && styles.base)} x={x(k) - width / 2} width={width} y={top} height={Math.max(1, bottom - top)} />;
      })}
    </Plot>
  );
}

const Said = ({ name = '', variation }: Partial<Step>) => (
  <span>{name}: <b>{formatSignedPercent(variation?.return ?? null, 1)}</b>, worst fall {formatSignedPercent(variation?.maxDrawdown ?? null, 1)}, {formatNumber(variation?.trades ?? null, 0)} trades</span>
);

/** A dot for each run from the worst to the best, against the run as it is. */
export function DotsPlot({ label, base, variations }: { readonly label: string; readonly base: Variation; readonly variations: readonly Variation[] }) {
  const sorted = useMemo(() => variations.filter((one) => one.return !== null).toSorted((a, b) => (a.return ?? 0) - (b.return ?? 0)), [variations]);
  const values = sorted.map((one) => one.return ?? 0);
  const own = base.return ?? 0;
  const [low, high] = wide([...values, own]);
  if (sorted.length === 0) return <p className={styles.same}>None of them could be run.</p>;
  return (
    <Plot
      label={label} x={[-1, sorted.length]} y={[low, high]} height={130} points={sorted.map((_, k) => k)} ticksX={[]} ticksY={percentTicks(low, high, 4)}
      say={(k) => <Said name={sorted[k]?.label ?? ''} {...(sorted[k] === undefined ? {} : { variation: sorted[k] })} />}
      rest={<><Key kind="own">the run: {formatSignedPercent(own, 1)}</Key><span>worst {formatSignedPercent(values[0] ?? null, 1)}, best {formatSignedPercent(values.at(-1) ?? null, 1)}</span></>}
    >
      {({ x, y, left, right }, chosen) => (
        <>
          <line className={styles.own} x1={left} x2={right} y1={y(own)} y2={y(own)} />
          {values.map((value, k) => <circle key={k} className={cx(value < 0 ? styles.loss : styles.gain, chosen === k && styles.chosen)} cx={x(k)} cy={y(value)} r={chosen === k ? 4 : 2.5} />)}
        </>
      )}
    </Plot>
  );
}
