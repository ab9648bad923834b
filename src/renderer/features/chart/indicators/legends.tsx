import { ChevronDown, ChevronUp } from 'lucide-react';
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import { useZone } from '../../../app/settings-store.ts';
import { pricesPane, type ChartBar, type IndicatorReading, type PriceChart } from '../../../chart/index.ts';
import { formatCompact, formatDate, formatMinute, formatNumber, placesOf } from '../../../ui/format.ts';
import { useChart, useKnown, type ChosenIndicator } from '../chart-store.ts';
import { homeOf } from './chosen.ts';
import { IndicatorRow, Readings } from './indicator-row.tsx';
import styles from './legends.module.css';

/** In pixels: the rows of a low pane do not run into the next one. */
const rowHeight = 18;
const barLineHeight = 34;

/** In each pane what is drawn there, in figures: at the crosshair, else the newest. */
export function Legends({ chart, bar, instrument, timeframe }: { readonly chart: PriceChart; readonly bar: ChartBar | null; readonly instrument: Instrument; readonly timeframe: Timeframe }) {
  const indicators = useChart((store) => store.indicators);
  const known = useKnown((store) => store.known);
  const [fold, setFold] = useState<'fitting' | 'all' | 'none'>('fitting');
  const newest = useNewestBar(chart);
  useDrawn(chart);
  const places = chart.indicators.places;
  const digits = placesOf(instrument.tickSize);
  // The forming bar goes on changing under a crosshair that stands still.
  const atMs = bar === null || bar.time === newest?.time ? null : bar.time;

  const rows = indicators.map((one) => {
    const outputs = known.get(one.name)?.outputs ?? [];
    const homes = outputs.map((output) => homeOf(indicators, one, output.pane, known));
    const wanted = homes.includes(pricesPane) ? pricesPane : (homes[0] ?? pricesPane);
    // What is hidden may have no pane; it waits with the prices to be shown again.
    const home = places.some((place) => place.id === wanted) ? wanted : pricesPane;
    const readings = chart.indicators.read(one.id, atMs);
    return { one, home, readings, note: noteOn(chart, one.id, inPane(readings, home)) };
  });
  const overlays = rows.filter(({ home }) => home === pricesPane);
  // Not measured yet, it has no height.
  const height = places[0]?.height ?? 0;
  const fitting = height === 0 ? overlays.length : Math.max(1, Math.floor((height - barLineHeight) / rowHeight));
  const hidden = fold === 'all' ? 0 : fold === 'none' ? overlays.length : Math.max(0, overlays.length - fitting);
  return (
    <div className={styles.legends} role="group" aria-label="Bar and indicators">
      <div className={styles.legend}>
        <BarLine bar={atMs === null ? newest : bar} instrument={instrument} timeframe={timeframe}>
          {overlays.length > 1 && (
            <button type="button" className={styles.fold} aria-expanded={hidden === 0} aria-label={hidden > 0 ? 'Unfold the legend' : 'Fold the legend'} onClick={() => setFold(hidden > 0 ? 'all' : 'none')}>
              {hidden > 0 ? <><ChevronDown size={11} aria-hidden /> {hidden}</> : <ChevronUp size={11} aria-hidden />}
            </button>
          )}
        </BarLine>
        {overlays.slice(0, overlays.length - hidden).map(({ one, home, readings, note }) => <IndicatorRow key={one.id} one={one} readings={inPane(readings, home)} places={digits} note={note} />)}
      </div>
      {places.filter((place) => place.id !== pricesPane && place.id !== '').map((place) => (
        <div key={place.id} className={styles.legend} style={{ top: place.top + 4 }}>
          {rows.map(({ one, home, readings, note }) =>
            home === place.id ? <IndicatorRow key={one.id} one={one} readings={inPane(readings, home)} places={digits} note={note} />
            : inPane(readings, place.id).length > 0 ? <Elsewhere key={one.id} one={one} readings={inPane(readings, place.id)} places={digits} /> : null)}
        </div>
      ))}
    </div>
  );
}

const inPane = (readings: readonly IndicatorReading[], pane: string): readonly IndicatorReading[] => readings.filter((reading) => reading.pane === pane);

/** What to say of an indicator that is drawn and of which nothing is in sight; null: something is. The candles set the scale of the prices. */
function noteOn(chart: PriceChart, id: string, readings: readonly IndicatorReading[]): string | null {
  if (chart.indicators.isEmpty(id)) return 'no value on these bars yet';
  const values = readings.flatMap(({ pane, value }) => (pane === pricesPane && value !== null ? [value] : []));
  const heights = values.flatMap((value) => chart.yOf(value) ?? []);
  if (heights.length === 0) return null;
  return heights.every((y) => y < 0) ? '↑ above what is in sight' : heights.every((y) => y > chart.priceHeight) ? '↓ below what is in sight' : null;
}

/** Outputs in another pane than the rest of their indicator. */
const Elsewhere = (shown: { readonly one: ChosenIndicator; readonly readings: readonly IndicatorReading[]; readonly places: number }) => (
  <div className={styles.row}><span className={styles.elsewhere} style={{ color: shown.readings[0]?.color }}>{shown.one.name.toUpperCase().replaceAll('_', ' ')} {shown.readings.map((reading) => reading.name).join(', ')}</span><Readings {...shown} /></div>
);

function BarLine({ bar, instrument, timeframe, children }: { readonly bar: ChartBar | null; readonly instrument: Instrument; readonly timeframe: Timeframe; readonly children: React.ReactNode }) {
  const zone = useZone(instrument.calendar);
  if (bar === null) return null;
  const places = placesOf(instrument.tickSize);
  return (
    <p className={styles.bar}>
      <span>{/[dw]$/.test(timeframe) ? formatDate(bar.time) : formatMinute(bar.time, zone)}</span>
      {(['open', 'high', 'low', 'close'] as const).map((name) => (
        <span key={name}>{name[0]?.toUpperCase()} <b className={name === 'close' ? (bar.close >= bar.open ? styles.rising : styles.falling) : undefined}>{formatNumber(bar[name], places)}</b></span>
      ))}
      <span>V <b>{formatCompact(bar.volume)}</b></span>
      {children}
    </p>
  );
}

/** The forming bar, drawn anew whenever it changes. */
const useNewestBar = (chart: PriceChart): ChartBar | null => {
  const watch = useCallback((listener: () => void) => chart.watch(listener), [chart]);
  return useSyncExternalStore(watch, () => chart.bars.at(-1) ?? null);
};

/** Draws the legend anew when an indicator was drawn, has other values or lies elsewhere. */
const useDrawn = (chart: PriceChart): number => {
  const watch = useCallback((listener: () => void) => chart.indicators.watch(listener), [chart]);
  return useSyncExternalStore(watch, () => chart.indicators.version);
};
