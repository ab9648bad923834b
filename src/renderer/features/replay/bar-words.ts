import type { Replay } from '../../../contract/model/replay.ts';
import { useZone } from '../../app/settings-store.ts';
import { formatIsoDate, formatMinute, placesOf, type TimeZoneChoice } from '../../ui/format.ts';
import { useInstrument } from '../market/index.ts';

/** How a replay's prices and moments are written. `zone` null: bars of whole days, which have dates and no clock. */
export type Words = { readonly places: number; readonly tickSize: string; readonly symbol: string; readonly zone: TimeZoneChoice | null };

export function useWords({ series }: Pick<Replay, 'series'>): Words {
  const instrument = useInstrument(series.instrumentId);
  const zone = useZone(instrument?.calendar);
  const tickSize = instrument?.tickSize ?? '0.01';
  return { places: placesOf(tickSize), tickSize, symbol: instrument?.symbol ?? series.instrumentId.split(':')[1] ?? series.instrumentId, zone: isDaily(series.timeframe) ? null : zone };
}

export const isDaily = (timeframe: string): boolean => /[dw]$/.test(timeframe);

/** 2026-01-05, with a clock where bars are shorter than a day. */
export const sayMoment = (ms: number, zone: TimeZoneChoice | null): string => (zone === null ? formatIsoDate(ms) : `${formatIsoDate(ms, zone)} ${formatMinute(ms, zone)}`);
