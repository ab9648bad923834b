import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Order } from '../../../contract/model/order.ts';
import { useClient } from '../../app/client-context.tsx';
import { useDraft } from '../../app/draft-store.ts';
import type { ChartLevel, PriceChart } from '../../chart/index.ts';
import { cx } from '../../ui/cx.ts';
import { arrowOf, formatQuantity, formatRest, formatSigned, placesOf } from '../../ui/format.ts';
import { cancelOrder, isOpenOrder, replaceOrder, useTrading } from '../trading/index.ts';
import { usePositions } from '../positions/index.ts';
import styles from './chart.module.css';
import { OffScalePills, type PillLevel } from './off-scale-pills.tsx';
import { useDrag } from './use-drag.ts';

type Handle = ChartLevel & { readonly label: string; readonly order: Order | null; readonly field: 'limitPrice' | 'stopPrice' };

/** Working orders, the draft on the ticket and the position as lines. An order's line is dragged to its new price, or cancelled at its end. */
export function OrderLines({ chart, instrument }: { readonly chart: PriceChart; readonly instrument: Instrument }) {
  const client = useClient();
  const orders = useTrading((store) => store.orders);
  const draft = useDraft();
  const position = usePositions((store) => store.positions.find((one) => one.instrumentId === instrument.id) ?? null);
  const [dragged, setDragged] = useState<{ readonly id: string; readonly price: number } | null>(null);
  const places = placesOf(instrument.tickSize);

  const handles = useMemo<readonly Handle[]>(() => {
    const mine = orders.filter((order) => order.instrumentId === instrument.id && isOpenOrder(order));
    const lines: Handle[] = mine.flatMap((order) => levelsOf(order));
    if (draft.instrumentId === instrument.id && draft.price !== null) {
      lines.push({ id: 'draft', kind: 'draft', side: draft.side, price: draft.price, label: `${draft.side === 'buy' ? '▲ BUY' : '▼ SELL'} ${draft.type} · DRAFT  ${Number(draft.quantity) > 0 ? formatQuantity(draft.quantity) : draft.quantity}`, order: null, field: 'limitPrice' });
    }
    if (position !== null && position.averagePrice !== null && Number(position.quantity) !== 0) {
      const isLong = Number(position.quantity) > 0;
      lines.push({ id: 'position', kind: 'position', side: isLong ? 'buy' : 'sell', price: Number(position.averagePrice), label: `${isLong ? 'LONG' : 'SHORT'} ${formatQuantity(position.quantity.replace('-', ''))}  ${arrowOf(position.unrealisedPnl)} ${formatSigned(position.unrealisedPnl)}`, order: null, field: 'limitPrice' });
    }
    return lines.map((line) => (line.id === dragged?.id ? { ...line, price: dragged.price } : line));
  }, [orders, draft, position, instrument.id, dragged]);

  useEffect(() => chart.setLevels(handles), [chart, handles]);
  useEffect(() => () => chart.setLevels([]), [chart]);

  const finish = async ({ order, field }: Handle, price: number | null): Promise<void> => {
    const next = price?.toFixed(places);
    // Brought back to its price it is not sent.
    if (order !== null && next !== undefined && next !== Number(order[field]).toFixed(places)) await replaceOrder(client, order, { [field]: next });
    setDragged(null);
  };
  // Where an order stands, not where its line is being dragged to.
  const pills = useMemo(() => orders.filter((order) => order.instrumentId === instrument.id && isOpenOrder(order)).flatMap((order) => levelsOf(order)).map(
    ({ id, price, side, order }): PillLevel => ({ id, price, side, rest: order === null ? '0' : formatRest(order.quantity, order.filledQuantity) })), [orders, instrument.id]);

  return (
    <div className={styles.lines}>
      {handles.map((handle) => (
        <LevelHandle
          key={handle.id}
          chart={chart}
          handle={handle}
          onDrag={(price) => setDragged(price === null ? null : { id: handle.id, price })}
          onDrop={(price) => void finish(handle, price)}
          onCancel={() => handle.order !== null && void cancelOrder(client, handle.order.orderId)}
        />
      ))}
      <OffScalePills chart={chart} levels={pills} places={places} />
    </div>
  );
}

const words: Readonly<Record<Order['type'], string>> = { market: 'MKT', limit: 'LMT', stop: 'STOP', 'stop-limit': 'STP LMT' };

function levelsOf(order: Order): Handle[] {
  const side = order.side === 'buy' ? '▲ BUY' : '▼ SELL';
  const label = `${side} ${words[order.type]}  ${formatRest(order.quantity, order.filledQuantity)}`;
  const levels: Handle[] = [];
  if (order.limitPrice !== null) levels.push({ id: `${order.orderId}-limit`, kind: 'order', side: order.side, price: Number(order.limitPrice), label, order, field: 'limitPrice' });
  if (order.stopPrice !== null) levels.push({ id: `${order.orderId}-stop`, kind: 'order', side: order.side, price: Number(order.stopPrice), label, order, field: 'stopPrice' });
  return levels;
}

function LevelHandle({ chart, handle, onDrag, onDrop, onCancel }: {
  readonly chart: PriceChart; readonly handle: Handle; readonly onCancel: () => void;
  /** The price it is dragged to, on its way and when it is let go; null: it stays at its own. */
  readonly onDrag: (price: number | null) => void; readonly onDrop: (price: number | null) => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  const price = useRef(handle.price);
  price.current = handle.price;
  useLabelPlace(element, chart, price);

  const { order } = handle;
  const canMove = order !== null && order.pendingChange === null;
  const drag = useDrag(chart, element, price, onDrag, onDrop);
  return (
    <div
      ref={element}
      className={cx(styles.line, styles[handle.side], styles[handle.kind], canMove && styles.movable, order !== null && order.pendingChange !== null && styles.pending)}
      data-order={order?.orderId}
      data-price={handle.price}
      title={canMove ? 'Drag to another price' : undefined}
      onPointerDown={(event) => canMove && drag.begin(event)}
      onPointerMove={drag.move}
      onPointerUp={drag.end}
      onPointerCancel={drag.cancel}
      onLostPointerCapture={drag.cancel}
    >
      <span>{handle.label}</span>
      {order !== null && <button type="button" aria-label={`Cancel ${handle.label}`} onPointerDown={(event) => event.stopPropagation()} onClick={onCancel}>×</button>}
    </div>
  );
}

/** Keeps a label at its price. The scale tells nobody when it moves, so the label looks each frame where its price is. */
function useLabelPlace(element: RefObject<HTMLDivElement | null>, chart: PriceChart, price: RefObject<number>): void {
  useEffect(() => {
    let frame = 0;
    const place = (): void => {
      const y = chart.yOf(price.current);
      const label = element.current;
      if (label !== null) {
        const isInSight = y !== null && y >= 0 && y <= chart.priceHeight;
        label.style.visibility = isInSight ? 'visible' : 'hidden';
        if (isInSight) label.style.transform = `translateY(${Math.round(y - 9)}px)`;
        label.style.right = `${chart.axisWidth + 4}px`;
      }
      frame = requestAnimationFrame(place);
    };
    place();
    return () => cancelAnimationFrame(frame);
  }, [chart]);
}
