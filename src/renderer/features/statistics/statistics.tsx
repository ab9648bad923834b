import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DescriptionParts, SeriesDescription } from '../../../contract/model/description.ts';
import { useZone } from '../../app/settings-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, formatPercent, formatSigned, formatSignedPercent, type TimeZoneChoice } from '../../ui/format.ts';
import { Headline } from '../../ui/headline.tsx';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ToolPanel } from '../../ui/tool-panel.tsx';
import { HistogramPlot, QuantilePlot } from './distribution-plots.tsx';
import { Estimates } from './estimates.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { MemoryPlot } from './memory-plot.tsx';
import { sayMoment } from '../../ui/name-moments.ts';
import { RegimesPlot } from './regimes-plot.tsx';
import { Tests } from './tests-table.tsx';
import type { useDescription } from './use-description.ts';
import { ConePlot, VolatilityPlot } from './volatility-plots.tsx';
import styles from './statistics.module.css';

type Drawing = { readonly places: number; readonly hasClock: boolean; readonly valueName: string };

/** A description as it is looked at, or why there is none. */
export function Statistics({ name, described, tools, tooFew, ...drawing }: Drawing & {
  readonly name: string;
  readonly described: ReturnType<typeof useDescription>;
  readonly tools: ReactNode;
  readonly tooFew: ReactNode;
}) {
  const { state, share, description, fault, again, cancel } = described;
  const zone = useZone();
  const span = description === null ? '' : saySpan(description, drawing.hasClock, zone);
  const isUnderWay = state === 'loading' && description !== null;
  return (
    <ToolPanel
      kind="title"
      tools={<>
        <strong>{name}</strong>
        {tools}
        <span className={styles.span} title={span}>{span}</span>
        {description !== null && <IconButton label="Compute anew" disabled={isUnderWay} onClick={again}><RefreshCw size={13} aria-hidden /></IconButton>}
      </>}
    >
      <div className={cx(styles.body, isUnderWay && styles.stale)}>
        {state === 'failed' ? <Failed title="The statistics could not be computed" action={<Button size="small" onClick={again}>Try again</Button>}>{fault}</Failed>
          : state === 'cancelled' && description === null ? <Empty title="Cancelled" action={<Button size="small" onClick={again}>Compute</Button>}>Nothing was computed.</Empty>
            : description === null ? <UnderWay share={share} onCancel={cancel} />
              : description.lack === 'too-few' ? tooFew
                : description.parts === null ? <Empty title="It does not move">All {formatNumber(description.returns, 0)} returns are zero: there is nothing to describe.</Empty>
                  : <Parts description={description} parts={description.parts} {...drawing} />}
      </div>
    </ToolPanel>
  );
}

const UnderWay = ({ share, onCancel }: { readonly share: number | null; readonly onCancel: () => void }) => (
  <div className={styles.underWay} role="status"><Progress title="Describing the series" share={share} detail="distribution, memory, tests, regimes, volatility" onCancel={onCancel} /></div>
);

function saySpan({ returns, fromMs, toMs, leftOut }: SeriesDescription, hasClock: boolean, zone: TimeZoneChoice): string {
  const span = fromMs === null || toMs === null ? '' : `${sayMoment(fromMs, hasClock, zone)} to ${sayMoment(toMs, hasClock, zone)} · `;
  const left = [leftOut.breaks > 0 ? `${formatNumber(leftOut.breaks, 0)} across breaks left out` : '', leftOut.unusable > 0 ? `${formatNumber(leftOut.unusable, 0)} without a price left out` : ''].filter((one) => one !== '');
  return `${span}${[`${formatNumber(returns, 0)} returns`, ...left].join(', ')}`;
}

function Parts({ description, parts, places, hasClock, valueName }: Drawing & { readonly description: SeriesDescription; readonly parts: DescriptionParts }) {
  const { distribution, direction, size, tests, regimes, volatility } = parts;
  const zone = useZone();
  return (
    <Cards label="Statistics" head={<Heads distribution={distribution} />}>
      <Card title="Distribution" {...distribution}><HistogramPlot distribution={distribution} /></Card>
      <Card title="Tails" verdict={sayWorst(distribution)} sentence={sayTails(distribution)} explanation={tailsExplained}><QuantilePlot distribution={distribution} /></Card>
      {regimes === null
        ? <Card title="Regimes" isWide verdict="One regime" sentence="No calm and wild times can be told apart: one volatility fits all of it as well as two." explanation={noRegimes}>{null}</Card>
        : <Card title="Regimes" isWide {...regimes}><RegimesPlot regimes={regimes} line={description.line} places={places} hasClock={hasClock} zone={zone} valueName={valueName} /></Card>}
      <Card title="Memory of direction" {...direction}><MemoryPlot label="Autocorrelation of the returns" memory={direction} /></Card>
      <Card title="Memory of size" {...size}><MemoryPlot label="Autocorrelation of the sizes" memory={size} /></Card>
      <Card title="Volatility" isWide {...volatility}><VolatilityPlot volatility={volatility} line={description.line} usual={distribution.annualVolatility} hasClock={hasClock} zone={zone} /></Card>
      <Card title="Volatility by window" verdict={sayCone(parts)} sentence={`Over so many ${description.period}s at a time: what is usual, and where the last stretch lies.`} explanation={coneExplained}><ConePlot cone={volatility.cone} /></Card>
      <Estimates estimates={volatility.estimates} />
      <Tests tests={tests} />
    </Cards>
  );
}

const heads = (distribution: DescriptionParts['distribution']): readonly (readonly [title: string, text: string, aside: string, hint: string])[] => {
  const { annualMean, annualMeanError, annualVolatility, deviation, skewness, excessKurtosis, least, most, gains } = distribution;
  return [
    ['Drift a year', formatSignedPercent(annualMean, 0), `±${formatPercent(annualMeanError, 0)} error`, 'Mean log return times the periods of a year, and its standard error.'],
    ['Volatility a year', formatPercent(annualVolatility, 1), `${formatPercent(deviation, deviation < 0.001 ? 3 : 2)} a return`, 'Sample deviation of the log returns times the root of the periods of a year.'],
    ['Skewness', formatSigned(skewness, 2), skewness < -0.2 ? 'falls are sharper' : skewness > 0.2 ? 'rises are sharper' : 'even-handed', 'Third moment over the cube of the deviation; 0 for what is symmetric.'],
    ['Excess kurtosis', formatSigned(excessKurtosis, 1), 'normal has 0', 'Fourth moment over the square of the variance, less 3.'],
    ['Worst, best', `${sayExtreme(least)} ${sayExtreme(most)}`, `${formatSigned(least / deviation, 1)}σ, ${formatSigned(most / deviation, 1)}σ`, 'The least and the largest log return, and how many deviations that is.'],
    ['Gains', formatPercent(gains, 1), 'of all returns', 'Share of returns above zero.'],
  ];
};

/** As many places as there is room for beside the other. */
const sayExtreme = (value: number): string => formatSignedPercent(value, Math.abs(value) >= 0.1 ? 0 : Math.abs(value) >= 0.01 ? 1 : 2);

const Heads = ({ distribution }: { readonly distribution: DescriptionParts['distribution'] }) => (
  <Headline label="Moments" narrow="rows" figures={heads(distribution).map(([title, text, aside, hint]) => ({ title, text, aside, hint }))} />
);

const quantileAt = ({ quantiles }: DescriptionParts['distribution'], share: number) => quantiles.find((one) => one.share === share);

function sayWorst(distribution: DescriptionParts['distribution']): string {
  const low = quantileAt(distribution, 0.01);
  return low === undefined ? 'Too few for the far tails' : `1 in 100 is below ${formatSignedPercent(low.value, 2)}`;
}

function sayTails(distribution: DescriptionParts['distribution']): string {
  const [low, high] = [quantileAt(distribution, 0.01), quantileAt(distribution, 0.99)];
  if (low === undefined || high === undefined) return 'Points off the straight line are returns that a normal distribution would not have.';
  return `A normal distribution puts it at ${formatSignedPercent(low.normal, 2)}; 1 in 100 is above ${formatSignedPercent(high.value, 2)}. Points off the straight line are what it would not have.`;
}

function sayCone({ volatility: { cone } }: DescriptionParts): string {
  const month = cone.find(({ window }) => window === 20) ?? cone[0];
  if (month === undefined) return 'Too short';
  const word = month.now > month.high ? 'Unusually wild' : month.now < month.low ? 'Unusually calm' : 'Within the usual';
  return `${word}: last ${month.window} at ${formatPercent(month.now, 1)}`;
}

const tailsExplained = {
  formula: 'ordered returns against Φ⁻¹((i − ½) / n); line: r̄ + s z; t: μ + σ Fᵥ⁻¹', convention: 'Hazen\'s positions; a long series is thinned in the middle, its 25 lowest and highest are all there.', source: 'Wilk and Gnanadesikan 1968',
};
const coneExplained = { formula: '√(N / w Σ r²) over every window of w returns', convention: 'No mean is taken off; windows overlap; the band holds 80% of them.', source: 'Burghardt and Lane 1990' };
const noRegimes = { formula: 'rₜ | sₜ ~ N(μₛ, σₛ²), sₜ a Markov chain of two states', convention: 'States whose volatilities differ by less than a quarter count as one.', source: 'Hamilton 1989' };
