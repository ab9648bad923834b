import { useState } from 'react';
import type { Order } from '../../../contract/model/order.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/field.tsx';
import { formatQuantity } from '../../ui/format.ts';
import { useInstrument } from '../market/index.ts';
import { replaceOrder, symbolOf } from '../trading/index.ts';
import styles from './orders.module.css';

/** New terms for an open order. Quantity is the whole order, what is filled already included. */
export function ChangeOrder({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const client = useClient();
  const instrument = useInstrument(order.instrumentId);
  const [quantity, setQuantity] = useState<string>(order.quantity);
  const [limitPrice, setLimitPrice] = useState<string>(order.limitPrice ?? '');
  const [stopPrice, setStopPrice] = useState<string>(order.stopPrice ?? '');
  const [isSending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    const isDone = await replaceOrder(client, order, {
      ...(quantity === order.quantity ? {} : { quantity }),
      ...(order.limitPrice === null || limitPrice === order.limitPrice ? {} : { limitPrice }),
      ...(order.stopPrice === null || stopPrice === order.stopPrice ? {} : { stopPrice }),
    });
    setSending(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={`Change: ${order.side} ${formatQuantity(order.quantity)} ${symbolOf(order.instrumentId)}`}
      isOpen
      onClose={onClose}
      width={340}
      footer={<><Button kind="ghost" onClick={onClose}>Keep as it is</Button><Button kind={order.side} disabled={isSending} onClick={() => void send()}>{isSending ? 'Sending…' : 'Change order'}</Button></>}
    >
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <NumberField label="Quantity" step={instrument?.lotSize ?? '1'} value={quantity} onChange={setQuantity} />
        {order.limitPrice !== null && <NumberField label="Limit price" step={instrument?.tickSize ?? '0.01'} value={limitPrice} onChange={setLimitPrice} />}
        {order.stopPrice !== null && <NumberField label="Stop price" step={instrument?.tickSize ?? '0.01'} value={stopPrice} onChange={setStopPrice} />}
        <p className={styles.quiet}>{formatQuantity(order.filledQuantity)} of {formatQuantity(order.quantity)} are filled. The old terms stand until the venue has answered.</p>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
