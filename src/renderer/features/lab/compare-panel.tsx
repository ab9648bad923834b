import type { Comparison } from '../../../contract/model/compare.ts';
import type { RunOverlay } from '../../../contract/model/run-overlay.ts';
import { useZone } from '../../app/settings-store.ts';
import { useCall } from '../../app/use-call.ts';
import { usePanelVisible } from '../../app/panel-visibility.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, formatPercent, formatSigned, formatSignedPercent } from '../../ui/format.ts';
import { LinePlot, lineColors } from '../../ui/line-plot.tsx';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { percentPlaces } from '../../ui/scale.ts';
import { GapWaterfall } from '../comparison/index.ts';
import styles from './compare-panel.module.css';
import { useCompared } from './compare-store.ts';
import { textOf } from './figure-text.ts';
import { readTitle } from './run-facts.ts';

/** The runs that were ticked, side by side: growth, figures, what they were made with; of two also where the gap in profit comes from. */
export function ComparePanel() {
  const { runIds } = useCompared();
  const isVisible = usePanelVisible();
  const { value, state, error, reload } = useCall<RunOverlay>(runIds.length < 2 || !isVisible ? null : `overlay ${runIds.join(' ')}`, (api) => api.backtests.overlay({ runIds: [...runIds], points: 1_000 }));
  if (runIds.length < 2) return <Empty title="Nothing to compare yet">Tick two runs or more in the list of runs; they stand side by side here.</Empty>;
  if (state === 'failed') return <Failed title="The runs could not be compared" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>;
  if (value === null) return <Loading rows={8} label="Comparing the runs" />;
  return <Overlay overlay={value} />;
}

function Overlay({ overlay }: { readonly overlay: RunOverlay }) {
  const { runs, figures, differences, curve } = overlay;
  const zone = useZone();
  const names = namesOf(runs);
  const best = figures.find(({ name }) => name === 'totalReturn')?.best ?? null;
  return (
    <Cards label="Runs side by side">
      <Card title="Growth" isWide verdict={best === null ? 'They grew alike' : `${names[best] ?? ''} grew most`} sentence="Growth of each since its start, after costs.">
        <LinePlot
          label="Growth of the runs" height={210} time={curve.time} zone={zone} hasZero
          lines={curve.growth.map((values, k) => ({ name: names[k] ?? '', kind: lineColors[k % lineColors.length] ?? 0, values }))}
          format={(share) => formatSignedPercent(share, 1)} formatTick={(share, step) => formatPercent(share, percentPlaces(Math.abs(step) || 0.01))}
        />
      </Card>
      {runs.length === 2 && <Gap runIds={[runs[0]?.runId ?? '', runs[1]?.runId ?? '']} names={[names[0] ?? '', names[1] ?? '']} />}
      <Card title="What is not the same" isWide>
        {differences.length === 0
          ? <p className={styles.quiet}>They were made with the same: strategy, parameters, settings and data.</p>
          : <Table caption="What the runs were made with" names={names} rows={differences.map(({ name, values }) => ({ name: sayPath(name), cells: values.map((value) => (value === '' ? '–' : value)), best: null }))} />}
      </Card>
      <Card title="Figures" isWide>
        <Table caption="Figures of the runs" names={names} rows={figures.map(({ title, hint, values, best: place, name, unit }) => ({ name: title, hint, best: place, cells: values.map((value) => textOf({ name, title, unit, hint, value })) }))} />
      </Card>
    </Cards>
  );
}

/** Titles, with a number where two are alike. */
function namesOf(runs: RunOverlay['runs']): readonly string[] {
  const plain = runs.map(({ title }) => `${readTitle(title).symbol} ${readTitle(title).rules}`.trim());
  return plain.map((name, k) => (plain.indexOf(name) === plain.lastIndexOf(name) ? name : `${name} (${plain.slice(0, k + 1).filter((one) => one === name).length})`));
}

/** `settings.spreadRate` as it is read: spread rate. */
const sayPath = (path: string): string => path.replace(/^(settings|params)\./, '').replaceAll(/([A-Z])/g, ' $1').toLowerCase();

function Table({ caption, names, rows }: { readonly caption: string; readonly names: readonly string[]; readonly rows: readonly { readonly name: string; readonly hint?: string; readonly cells: readonly string[]; readonly best: number | null }[] }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <thead><tr><th scope="col" aria-label="Figure" />{names.map((name, k) => <th key={name} scope="col" title={name}><i className={styles[`color${k}`]} />{name}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ name, hint, cells, best }) => (
            <tr key={name} title={hint}>
              <th scope="row">{name}</th>
              {cells.map((cell, k) => <td key={names[k]} className={cx(best === k && styles.best)}>{cell}{best === k && <span className={styles.mark} role="img" aria-label="best"> ●</span>}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const explanation = {
  formula: 'profit of the second − profit of the first = Σ over trades of signal + size + timing + price + fee, and what is still open',
  convention: 'Trades are matched by symbol, side and moment of entry; those that only one run has count whole as signal.',
  source: 'Tapedeck, the comparison of runs',
};

/** From the profit of the first run to that of the second, cause by cause. */
function Gap({ runIds: [runId, otherRunId], names }: { readonly runIds: readonly [string, string]; readonly names: readonly [string, string] }) {
  const { value, state, error, reload } = useCall<Comparison>(`compare ${runId} ${otherRunId}`, (api) => api.backtests.compare({ runId, otherRunId, onlyDifferent: true, limit: 0 }));
  if (state === 'failed') return <Card title="Where the gap comes from" isWide><Failed title="The trades could not be compared" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed></Card>;
  if (value === null) return <Card title="Where the gap comes from" isWide><Loading rows={5} label="Comparing the trades" /></Card>;
  const { gap, counts, isSame, firstDifference } = value;
  return (
    <Card
      title="Where the gap comes from" isWide explanation={explanation} verdict={isSame ? 'The same to the byte' : `${formatSigned(gap)} from the first to the second`}
      sentence={`${formatNumber(counts.same, 0)} trades alike, ${formatNumber(counts.different, 0)} different, ${formatNumber(counts.onlyA, 0)} only in the first, ${formatNumber(counts.onlyB, 0)} only in the second. ${firstDifference ?? ''}`}
    >
      <GapWaterfall comparison={value} names={names} />
    </Card>
  );
}
