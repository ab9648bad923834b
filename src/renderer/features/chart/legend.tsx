import { X } from 'lucide-react';
import { useCallback, useSyncExternalStore } from 'react';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useSettings } from '../../app/settings-store.ts';
import type { ChartBar, PriceChart } from '../../chart/index.ts';
import { formatCompact, formatDate, formatMinute, formatNumber, placesOf } from '../../ui/format.ts';
import { removeIndicator, useChart } from './chart-store.ts';
import styles from './chart.module.css';

/** The bar under the crosshair, else the newest, in figures; and what is drawn over the candles. */
export function Legend({ chart, bar, instrument, timeframe }: { readonly chart: PriceChart; readonly bar: ChartBar | null; readonly instrument: Instrument; readonly timeframe: Timeframe }) {
  const indicators = useChart((store) => store.indicators);
  const zone = useSettings((store) => (store.settings.timeDisplay === 'local' ? 'local' : 'utc'));
  const newest = useNewestBar(chart);
  useDrawnIndicators(chart);
  // The forming bar goes on changing under a crosshair that stands still.
  const shown = bar === null || bar.time === newest?.time ? newest : bar;
  const places = placesOf(instrument.tickSize);
  const direction = shown === null ? '' : shown.close >= shown.open ? styles.bid : styles.ask;
  return (
    <div className={styles.legend} role="group" aria-label="Bar and indicators">
      {shown !== null && (
        <p>
          <span>{/[dw]$/.test(timeframe) ? formatDate(shown.time, zone) : formatMinute(shown.time, zone)}</span>
          {(['open', 'high', 'low', 'close'] as const).map((name) => (
            <span key={name}>{name[0]?.toUpperCase()} <b className={name === 'close' ? direction : undefined}>{formatNumber(shown[name], places)}</b></span>
          ))}
          <span>V <b>{formatCompact(shown.volume)}</b></span>
        </p>
      )}
      {indicators.length > 0 && (
        <p>
          {indicators.map((one) => {
            const readings = chart.indicators.read(one.id, shown?.time ?? null);
            const name = `${one.name.toUpperCase()} ${Object.values(one.params).join(' ')}`.trim();
            return (
              <span key={one.id} className={styles.indicator} style={{ color: readings[0]?.color }}>
                {name}
                {readings.map((reading) => <b key={reading.name} style={{ color: reading.color }} title={reading.name}>{formatNumber(reading.value, places)}</b>)}
                <button type="button" aria-label={`Remove ${name}`} onClick={() => removeIndicator(one.id)}><X size={9} aria-hidden /></button>
              </span>
            );
          })}
        </p>
      )}
    </div>
  );
}

/** The forming bar, drawn anew whenever it changes. */
const useNewestBar = (chart: PriceChart): ChartBar | null => {
  const watch = useCallback((listener: () => void) => chart.watch(listener), [chart]);
  return useSyncExternalStore(watch, () => chart.bars.at(-1) ?? null);
};

/** Draws the legend anew when an indicator was drawn or has other values. */
const useDrawnIndicators = (chart: PriceChart): number => {
  const watch = useCallback((listener: () => void) => chart.indicators.watch(listener), [chart]);
  return useSyncExternalStore(watch, () => chart.indicators.version);
};
