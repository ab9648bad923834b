import { useMemo } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Moment } from '../../../contract/model/moment.ts';
import type { EpochMs } from '../../../contract/model/units.ts';
import { lengthOf } from '../../app/timeframe-length.ts';
import { useCall } from '../../app/use-call.ts';
import { cx } from '../../ui/cx.ts';
import { formatIsoDate, formatMinute, type TimeZoneChoice } from '../../ui/format.ts';
import { toCandles, type Candle } from './candles.ts';
import styles from './microscope.module.css';

const [width, height] = [800, 160];
/** Bars that are loaded at once, and those drawn before and after the moment. */
const pageBars = 2_000;
const around = 40;

export type CandleStripProps = { readonly series: SeriesKey; readonly moment: Moment; readonly endMs: number; readonly zone: TimeZoneChoice | null; readonly onSeek: (timeMs: EpochMs) => void };

/** The candles around a moment, with what traded at it. A click on a candle goes there. What comes after the run's last bar is not shown. */
export function CandleStrip({ series: { instrumentId, timeframe }, moment, endMs, zone, onSeek }: CandleStripProps) {
  // Pages meet half-way, so that every moment has its neighbours in one of them.
  const stride = lengthOf(timeframe) * (pageBars / 2);
  const page = Math.floor(moment.timeMs / stride);
  const beforeMs = Math.min(endMs + 1, (page + 1.5) * stride) as EpochMs;
  const { value } = useCall(`${instrumentId} ${timeframe} ${beforeMs}`, (api) => api.market.history({ instrumentId, timeframe, limit: pageBars, beforeMs }));
  const candles = useMemo(() => (value === null ? [] : toCandles(value, moment.timeMs, around, width, height)), [value, moment.timeMs]);
  const said = (timeMs: number): string => (zone === null ? formatIsoDate(timeMs) : `${formatIsoDate(timeMs, zone)} ${formatMinute(timeMs, zone)}`);
  // Bought stands under the candle and sold over it, as on the chart.
  const sides = (['buy', 'sell'] as const).filter((side) => moment.events.some(({ fill }) => fill?.side === side));
  return (
    <svg className={styles.strip} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`Candles around ${said(moment.timeMs)}`}>
      {candles.map((candle) => <CandleShape key={candle.timeMs} candle={candle} said={said} onSeek={onSeek} />)}
      {candles.filter(({ isNow }) => isNow).flatMap(({ x, high, low }) => sides.map((side) => (
        <path key={side} className={side === 'buy' ? styles.bought : styles.sold} d={side === 'buy' ? `M${x} ${low + 3}l11 11h-22z` : `M${x} ${high - 3}l11 -11h-22z`} />
      )))}
    </svg>
  );
}

const CandleShape = ({ candle: { timeMs, x, step, high, low, top, bottom, isUp, isNow }, said, onSeek }: { readonly candle: Candle; readonly said: (timeMs: number) => string; readonly onSeek: (timeMs: EpochMs) => void }) => (
  <g className={cx(isUp ? styles.rising : styles.falling, isNow && styles.now)} onClick={() => onSeek(timeMs as EpochMs)}>
    <title>{said(timeMs)}</title>
    <rect className={styles.reach} x={x - step / 2} y={0} width={step} height={height} />
    <path className={styles.wick} d={`M${x} ${high}V${top}M${x} ${bottom}V${low}`} />
    <rect className={styles.body} x={x - step * 0.3} y={top} width={step * 0.6} height={Math.max(1, bottom - top)} />
  </g>
);
