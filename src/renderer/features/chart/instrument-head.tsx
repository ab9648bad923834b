import type { Instrument } from '../../../contract/model/instrument.ts';
import { useZone } from '../../app/settings-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatCompact, formatMinute, formatNumber, placesOf } from '../../ui/format.ts';
import { Change, Label } from '../../ui/text.tsx';
import { StaleMark, useIsStale, useTicker } from '../market/index.ts';
import styles from './chart.module.css';

/** Name and figures of the instrument, over its chart. */
export function InstrumentHead({ instrument }: { readonly instrument: Instrument }) {
  const ticker = useTicker(instrument.id);
  const zone = useZone(instrument?.calendar);
  const places = placesOf(instrument.tickSize);
  const isStale = useIsStale() && instrument.isTradable;
  const last = ticker?.last ?? null;
  const base = ticker?.previousClose ?? null;
  const change = last === null || base === null ? null : last - base;
  const isClosed = instrument.isTradable && ticker?.session === 'closed';
  return (
    <header className={styles.head}>
      <div className={styles.name}>
        <h2>
          {instrument.symbol} <Badge>{instrument.venue}</Badge> {ticker?.session === 'halted' && <Badge kind="halt">HALT</Badge>}
          {isClosed && <Badge>CLOSED{ticker.opensAtMs === null ? '' : ` · opens ${formatMinute(ticker.opensAtMs, zone)}${zone === 'utc' ? ' UTC' : ''}`}</Badge>}
          {isStale && <StaleMark />}
        </h2>
        <span>{instrument.name}</span>
      </div>
      <div className={styles.price}>
        <strong className={isStale ? styles.stale : undefined}>{formatNumber(last, places)}</strong>
        <span className={styles.change}><Change value={change} places={places} hasArrow /> <Change value={change === null || base === null ? null : change / base} isPercent /></span>
      </div>
      {instrument.isTradable && (
        <>
          <div className={styles.bidAsk}>
            <Box name={`Bid ${size(ticker?.bidSize)}`} className={styles.bid}>{formatNumber(ticker?.bid ?? null, places)}</Box>
            <Box name={`Ask ${size(ticker?.askSize)}`} className={styles.ask}>{formatNumber(ticker?.ask ?? null, places)}</Box>
          </div>
          <div className={styles.day}>
            <div className={styles.volume}>
              <Label>Volume</Label>
              <span><b>{formatCompact(ticker?.volume ?? null)}</b></span>
            </div>
            <DayRange low={ticker?.low ?? null} high={ticker?.high ?? null} last={last} places={places} />
          </div>
        </>
      )}
    </header>
  );
}

const size = (value: number | null | undefined): string => (value === null || value === undefined ? '' : formatCompact(value));

const Box = ({ name, className, children }: { readonly name: string; readonly className: string | undefined; readonly children: string }) => (
  <div className={styles.box}><Label>{name}</Label><b className={className}>{children}</b></div>
);

/** Where the price stands between the day's low and high. */
function DayRange({ low, high, last, places }: { readonly low: number | null; readonly high: number | null; readonly last: number | null; readonly places: number }) {
  if (low === null || high === null || last === null) return null;
  const share = high === low ? 0.5 : Math.min(1, Math.max(0, (last - low) / (high - low)));
  return (
    <div className={styles.range}>
      <div className={styles.ends}><span>L {formatNumber(low, places)}</span><Label>Day range</Label><span>H {formatNumber(high, places)}</span></div>
      <div className={styles.scale} role="meter" aria-label="Place in the day's range" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
        <i style={{ left: `${share * 100}%` }} />
      </div>
    </div>
  );
}
