import { Command as Cmdk } from 'cmdk';
import { Lock } from 'lucide-react';
import type { DecimalText } from '../../../contract/model/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { Kbd } from '../../ui/button.tsx';
import { formatMoney, formatPercent, formatSignedQuantity } from '../../ui/format.ts';
import { KeyValue } from '../../ui/text.tsx';
import { openWorkspace } from '../desk-store.ts';
import { fillTicket } from '../draft-store.ts';
import { useCall } from '../use-call.ts';
import { describeOrder, type OrderReading, type TypedOrder } from './order-text.ts';
import styles from './typed-order-row.module.css';

/** What an order in words comes to: whole, it can be put in the ticket; else how it goes on, or what is wrong. */
export function TypedOrderRow({ reading, onText, onChoose }: {
  readonly reading: OrderReading;
  readonly onText: (text: string) => void;
  readonly onChoose: (run: () => void) => void;
}) {
  if (reading.kind === 'hint') return <p className={styles.hint}>{reading.text}</p>;
  if (reading.kind === 'order') return <WholeOrder order={reading.order} onChoose={onChoose} />;
  return (
    <>
      <p className={styles.fault} role="alert">⚠ {reading.text}</p>
      {reading.meant.map((text) => (
        <Cmdk.Item key={text} value={`meant ${text}`} forceMount onSelect={() => onText(text)}>
          Did you mean <strong>{text.trim()}</strong>?
        </Cmdk.Item>
      ))}
    </>
  );
}

function WholeOrder({ order, onChoose }: { readonly order: TypedOrder; readonly onChoose: (run: () => void) => void }) {
  const { instrument, side } = order;
  const preview = usePreviewOf(order);
  const estimate = preview?.estimate ?? null;
  return (
    <>
      <div className={styles.preview}>
        <p className={styles.sentence}><Badge kind={side}>{side === 'buy' ? '▲ BUY' : '▼ SELL'}</Badge> {describeOrder(order)}</p>
        {estimate !== null && (
          <dl className={styles.figures}>
            <KeyValue name="Value">{formatMoney(Number(estimate.value))} {instrument.currency}</KeyValue>
            <KeyValue name="Commission">{formatMoney(Number(estimate.commission))}</KeyValue>
            <KeyValue name="Position">{formatSignedQuantity(estimate.positionBefore)} → {formatSignedQuantity(estimate.positionAfter)}</KeyValue>
            <KeyValue name="Weight">{formatPercent(estimate.weightBefore, 1)} → {formatPercent(estimate.weightAfter, 1)}</KeyValue>
          </dl>
        )}
        {preview !== null && preview.sentence !== null && <p className={styles.fault}>⚠ {preview.sentence}</p>}
      </div>
      <Cmdk.Item value="put in ticket" onSelect={() => onChoose(() => putInTicket(order))}>
        Put in ticket, disarmed <span className={styles.end}><Kbd>Enter</Kbd></span>
      </Cmdk.Item>
      <p className={styles.foot}><Lock size={11} aria-hidden /> Enter never sends from here. Arm the ticket first.</p>
    </>
  );
}

/** What the risk gate would say to it; null until it has, and where it cannot be asked. */
function usePreviewOf({ instrument, side, type, quantity, limitPrice, stopPrice, timeInForce }: TypedOrder) {
  const request = {
    instrumentId: instrument.id, side, type, quantity: quantity as DecimalText, timeInForce,
    ...(limitPrice === undefined ? {} : { limitPrice: limitPrice as DecimalText }),
    ...(stopPrice === undefined ? {} : { stopPrice: stopPrice as DecimalText }),
  };
  return useCall(`typed order ${JSON.stringify(request)}`, (api) => api.orders.preview(request)).value;
}

function putInTicket({ instrument, side, type, quantity, limitPrice, stopPrice, timeInForce }: TypedOrder): void {
  openWorkspace('trade');
  fillTicket({ instrumentId: instrument.id, side, type, quantity, timeInForce, ...(limitPrice === undefined ? {} : { price: limitPrice }), ...(stopPrice === undefined ? {} : { stopPrice }) });
}
