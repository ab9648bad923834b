import { useMemo, useState } from 'react';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import { chooseInstrument, useDesk } from '../../app/desk-store.ts';
import { useCallEvery } from '../../app/use-call.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dash, formatNumber, formatSigned, formatSignedPercent, placesOf } from '../../ui/format.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { StaleMark, tickers, useInstruments, useIsStale, useTickerPart } from '../market/index.ts';
import { usePositions } from '../positions/index.ts';
import { LiveCell, type Look } from './live-cell.tsx';
import styles from './watchlist.module.css';

const sparklineEveryMs = 30_000;
const changeOf = (ticker: Ticker | undefined): number | null =>
  ticker === undefined || ticker.last === null || ticker.previousClose === null ? null : ticker.last / ticker.previousClose - 1;
const spreadOf = (ticker: Ticker | undefined): number | null => (ticker === undefined || ticker.ask === null || ticker.bid === null ? null : ticker.ask - ticker.bid);

/** Every instrument with its price now, its way since the last close, and its spread. Enter or a click brings it to the other panels. */
export function Watchlist() {
  const { all, isLoaded, error } = useInstruments();
  const chosen = useDesk((desk) => desk.instrumentId);
  const [filter, setFilter] = useState<string>('');
  const traded = useMemo(() => all.filter((one) => one.isTradable), [all]);
  const lines = useSparklines(traded);
  const rows = useMemo(() => traded.filter((one) => `${one.symbol} ${one.name} ${one.sector ?? ''} ${one.assetClass}`.toLowerCase().includes(filter.toLowerCase())), [traded, filter]);
  const columns = useMemo(() => columnsFor(lines), [lines]);
  const isStale = useIsStale();
  if (error !== null && !isLoaded) return <Failed title="No instruments">{error}</Failed>;
  if (!isLoaded) return <Loading rows={16} label="Loading instruments" />;
  return (
    <div className={cx(styles.panel, isStale && styles.stale)}>
      <div className={styles.top}>
        <input className={styles.filter} aria-label="Filter the watchlist" placeholder="Filter: symbol, name, sector" value={filter} onChange={(event) => setFilter(event.target.value)} />
        <StaleMark />
      </div>
      <DataTable
        label="Watchlist"
        rows={rows}
        columns={columns}
        rowKey={(one) => one.id}
        selected={chosen}
        onSelect={(one) => chooseInstrument(one.id)}
        empty={<Empty title="Nothing matches">Clear the filter to see all {traded.length} instruments.</Empty>}
      />
    </div>
  );
}

/** Lines of the session so far, made anew every half minute. */
function useSparklines(instruments: readonly Instrument[]): ReadonlyMap<string, readonly number[]> {
  const ids = instruments.map((one) => one.id);
  const newest = useCallEvery(sparklineEveryMs, ids.length === 0 ? null : `sparklines ${ids.length}`, (api) => api.market.sparklines({ instrumentIds: ids, points: 40 }));
  return useMemo(() => new Map(newest?.map((one) => [one.instrumentId, one.close])), [newest]);
}

const columnsFor = (lines: ReadonlyMap<string, readonly number[]>): readonly Column<Instrument>[] => [
  { id: 'symbol', title: 'Symbol', align: 'left', width: 76, value: (one) => one.symbol, cell: (one) => <><Held id={one.id} /><strong title={one.name}>{one.symbol}</strong></> },
  { id: 'line', title: 'Session', rank: 1, align: 'left', width: 52, cell: (one) => <Line id={one.id} values={lines.get(one.id) ?? []} /> },
  { id: 'last', title: 'Last', width: 70, value: (one) => tickers.get(one.id)?.last ?? null, cell: (one) => <Last id={one.id} places={placesOf(one.tickSize)} /> },
  { id: 'change', title: 'Chg %', width: 44, value: (one) => changeOf(tickers.get(one.id)), cell: (one) => <LiveCell id={one.id} read={readChange} />, hint: 'Change since the close before' },
  { id: 'spread', title: 'Sprd', rank: 2, width: 50, value: (one) => spreadOf(tickers.get(one.id)), cell: (one) => <Spread id={one.id} places={placesOf(one.tickSize)} />, hint: 'Ask less bid' },
];

/** L or S in front of what is held. */
function Held({ id }: { readonly id: InstrumentId }) {
  const quantity = usePositions((store) => Number(store.positions.find((one) => one.instrumentId === id)?.quantity ?? 0));
  return <i className={quantity > 0 ? styles.long : styles.short} title={quantity === 0 ? undefined : quantity > 0 ? 'Held long' : 'Held short'}>{quantity === 0 ? '' : quantity > 0 ? 'L' : 'S'}</i>;
}

function Line({ id, values }: { readonly id: InstrumentId; readonly values: readonly number[] }) {
  const session = useTickerPart(id, (ticker) => ticker?.session ?? null);
  const previousClose = useTickerPart(id, (ticker) => ticker?.previousClose ?? null);
  if (session === 'halted') return <Badge kind="halt">HALT</Badge>;
  if (session === 'closed') return <Badge>CLOSED</Badge>;
  return <Sparkline values={values} base={previousClose} />;
}

/** Reads the last price with a number of decimals. */
const readLast = (places: number) => (ticker: Ticker | undefined): Look => ({ text: formatNumber(ticker?.last ?? null, places), flash: ticker?.last ?? null });

const readSpread = (places: number) => (ticker: Ticker | undefined): Look => ({ text: formatNumber(spreadOf(ticker), places) });

function readChange(ticker: Ticker | undefined): Look {
  const change = changeOf(ticker);
  return { text: change === null ? dash : formatSigned(change * 100, 2), direction: change, title: formatSignedPercent(change) };
}

function Last({ id, places }: { readonly id: InstrumentId; readonly places: number }) {
  return <LiveCell id={id} read={useMemo(() => readLast(places), [places])} className={styles.last} />;
}

function Spread({ id, places }: { readonly id: InstrumentId; readonly places: number }) {
  return <LiveCell id={id} read={useMemo(() => readSpread(places), [places])} className={styles.quiet} />;
}
