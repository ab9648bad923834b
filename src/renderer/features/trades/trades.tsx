import { useEffect, useState } from 'react';
import type { MarketTrade } from '../../../contract/model/trade.ts';
import { useDesk } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { useStateStream } from '../../app/use-stream.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatCompact, formatNumber, formatTenths, placesOf } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { isRepeated } from '../../ui/zone.ts';
import { useInstrument, useTickerPart } from '../market/index.ts';
import styles from './trades.module.css';

const kept = 500;
/** Times a second that new trades come into sight; more could not be read. */
const showsPerSecond = 5;
type Line = MarketTrade & { readonly missed: number };

/** Trades of the chosen instrument as they happen, newest first. */
export function Trades() {
  const instrumentId = useDesk((desk) => desk.instrumentId);
  const instrument = useInstrument(instrumentId);
  const session = useTickerPart(instrumentId, (ticker) => ticker?.session ?? null);
  const zone = useZone(instrument?.calendar);
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => setLines([]), [instrumentId]);
  useStateStream(instrument?.isTradable === true ? instrumentId : null, (api, signal) => api.market.watchTrades({ instrumentId, perSecond: showsPerSecond }, { signal }), (trades) => setLines((before) => merge(before, trades)));
  const places = instrument === undefined ? 2 : placesOf(instrument.tickSize);
  const columns: readonly Column<Line>[] = [
    { id: 'time', title: 'Time', align: 'left', width: lines.some(({ timeMs }) => isRepeated(timeMs, zone)) ? 96 : 70, cell: (line) => <span className={styles.quiet}>{formatTenths(line.timeMs, zone)}</span> },
    { id: 'price', title: 'Price', width: 62, cell: (line) => <span className={line.aggressor === 'buy' ? styles.buy : line.aggressor === 'sell' ? styles.sell : undefined}>{line.aggressor === 'buy' ? '▲ ' : line.aggressor === 'sell' ? '▼ ' : ''}{formatNumber(line.price, places)}</span> },
    { id: 'size', title: 'Size', width: 44, cell: (line) => formatCompact(line.size) },
  ];
  return (
    <DataTable
      label="Time and sales"
      rows={lines}
      columns={columns}
      rowKey={(line) => String(line.seq)}
      isFlow
      empty={instrument?.isTradable === false
        ? <Empty title="No trades">Imported series have bars only.</Empty>
        : <Empty title={session === 'closed' ? 'The market is closed' : session === 'halted' ? 'Trading is halted' : 'No trades yet'}>They appear here as they happen.</Empty>}
    />
  );
}

/** Newest first, each once. A jump in the numbers is kept: trades that a slow reader missed are not pretended away. */
export function merge(before: readonly Line[], trades: readonly MarketTrade[]): readonly Line[] {
  const newest = before[0]?.seq ?? -1;
  const fresh = trades.filter((trade) => trade.seq > newest);
  if (fresh.length === 0) {
    // A stream that began anew counts from its own snapshot.
    return trades.length > 0 && (trades.at(-1)?.seq ?? 0) < newest - kept ? merge([], trades) : before;
  }
  let last = newest;
  const added = fresh.map((trade) => {
    const missed = last === -1 ? 0 : trade.seq - last - 1;
    last = trade.seq;
    return { ...trade, missed };
  });
  return [...added.reverse(), ...before].slice(0, kept);
}
