import { useLayoutEffect, useRef, useState } from 'react';
import type { Book } from '../../../contract/model/book.ts';
import { useDesk } from '../../app/desk-store.ts';
import { fillTicket } from '../../app/draft-store.ts';
import { useStateStream } from '../../app/use-stream.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { formatCompact, formatNumber, placesOf } from '../../ui/format.ts';
import { Empty, Loading } from '../../ui/panel-state.tsx';
import { useInstrument, useTicker } from '../market/index.ts';
import { isOpenOrder, useTrading } from '../trading/index.ts';
import styles from './depth.module.css';
import { describeEmptyBook } from './describe-empty-book.ts';

const rowHeight = 18;
const middleHeight = 24;
/** Times a second that the ladder changes; more could not be read. */
const showsPerSecond = 8;

/** What is offered on both sides, best in the middle. A click brings a price to the ticket; nothing is sent from here. */
export function Depth() {
  const instrumentId = useDesk((desk) => desk.instrumentId);
  const instrument = useInstrument(instrumentId);
  const ticker = useTicker(instrumentId);
  const orders = useTrading((store) => store.orders);
  const [held, setBook] = useState<Book | null>(null);
  const ladder = useRef<HTMLDivElement>(null);
  const [levels, setLevels] = useState(10);
  useStateStream(instrument?.isTradable === true ? instrumentId : null, (api, signal) => api.market.watchDepth({ instrumentId, perSecond: showsPerSecond }, { signal }), setBook);
  // The ladder is made anew whenever a book comes after there was none to show: what measures it must find the new one.
  const hasBook = held?.instrumentId === instrumentId && held.bids.length + held.asks.length > 0;
  useLayoutEffect(() => {
    const element = ladder.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setLevels(Math.max(1, Math.floor((element.clientHeight - middleHeight) / rowHeight / 2))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasBook]);
  if (instrument?.isTradable === false) return <Empty title="No order book">Imported series have bars only.</Empty>;
  const book = held?.instrumentId === instrumentId ? held : null;
  if (book === null || instrument === undefined) return <Loading rows={12} label="Loading the order book" />;
  if (book.bids.length === 0 && book.asks.length === 0) {
    const { title, text } = describeEmptyBook(ticker?.session, instrument.assetClass);
    return <Empty title={title}>{text}</Empty>;
  }

  const places = placesOf(instrument.tickSize);
  const own = new Map<string, number>();
  for (const order of orders) {
    const price = order.limitPrice ?? order.stopPrice;
    if (order.instrumentId === instrumentId && isOpenOrder(order) && price !== null) own.set(Number(price).toFixed(places), (own.get(Number(price).toFixed(places)) ?? 0) + Number(order.quantity) - Number(order.filledQuantity));
  }
  const largest = Math.max(...book.bids.map((level) => level.size), ...book.asks.map((level) => level.size));
  const bidTotal = book.bids.reduce((sum, level) => sum + level.size, 0);
  const askTotal = book.asks.reduce((sum, level) => sum + level.size, 0);
  const share = bidTotal / (bidTotal + askTotal);
  const row = (side: 'bid' | 'ask', level: { readonly price: number; readonly size: number }, place: number) => {
    const mine = own.get(level.price.toFixed(places));
    return (
      <button key={`${side}${place}`} type="button" className={styles.row} title="Bring this price to the ticket" onClick={() => fillTicket({ instrumentId, price: level.price.toFixed(places), side: side === 'bid' ? 'buy' : 'sell' })}>
        <span className={styles.size}>{side === 'bid' && <><i className={styles.bidBar} style={{ backgroundSize: `${((level.size / largest) * 100).toFixed(1)}% 100%` }} /><b>{formatCompact(level.size)}</b></>}</span>
        <span className={cx(styles.price, side === 'bid' ? styles.bid : styles.ask)}>{formatNumber(level.price, places)}{mine !== undefined && <em title="Your order">{formatCompact(mine)}</em>}</span>
        <span className={styles.size}>{side === 'ask' && <><i className={styles.askBar} style={{ backgroundSize: `${((level.size / largest) * 100).toFixed(1)}% 100%` }} /><b>{formatCompact(level.size)}</b></>}</span>
      </button>
    );
  };
  return (
    <div className={styles.panel}>
      <header className={styles.balance}>
        <div><span className={styles.bid}>Bid {formatCompact(bidTotal)}</span><span>{Math.round(share * 100)} : {100 - Math.round(share * 100)}</span><span className={styles.ask}>Ask {formatCompact(askTotal)}</span></div>
        <div className={styles.share} role="meter" aria-label="Share of bids" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}><i style={{ width: `${(share * 100).toFixed(1)}%` }} /></div>
      </header>
      <div ref={ladder} className={styles.ladder}>
        <div className={styles.asks}>{book.asks.slice(0, levels).map((level, place) => row('ask', level, place)).toReversed()}</div>
        <div className={styles.middle}>
          <strong>{formatNumber(ticker?.last ?? null, places)}</strong>
          <span>spread {formatNumber((book.asks[0]?.price ?? NaN) - (book.bids[0]?.price ?? NaN), places)}</span>
          {ticker?.session === 'halted' && <Badge kind="halt">HALT</Badge>}
        </div>
        <div>{book.bids.slice(0, levels).map((level, place) => row('bid', level, place))}</div>
      </div>
    </div>
  );
}
