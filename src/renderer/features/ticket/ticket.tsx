import { Lock } from 'lucide-react';
import { useEffect, useLayoutEffect, useState, type FormEvent } from 'react';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderType, TimeInForce } from '../../../contract/model/order.ts';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands, when } from '../../app/commands.ts';
import { useDesk } from '../../app/desk-store.ts';
import { tookFill, useDraft, useTicketFill } from '../../app/draft-store.ts';
import { dismissNotice, notify } from '../../app/notices.ts';
import { useMode } from '../../app/use-mode.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, Kbd } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { cx } from '../../ui/cx.ts';
import { NumberField } from '../../ui/field.tsx';
import { formatNumber, formatSignedQuantity, placesOf } from '../../ui/format.ts';
import { Empty, Loading } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { tickers, useInstrument, useInstruments, useTickerPart } from '../market/index.ts';
import { usePositions } from '../positions/index.ts';
import { useTrading, warnOfUnknown } from '../trading/index.ts';
import { Preview } from './preview.tsx';
import { changeTicket, fillEntry, openTicket, takePrices, useTicketEntry } from './ticket-entry.ts';
import { changeEntry, describeForm, findFaults, findTrigger, hasLimit, nameOrder, toRequest, type TicketForm } from './ticket-state.ts';
import styles from './ticket.module.css';
import { describeFailure, isAnswer, makeClientOrderId, noticeOfSent, settleSent, unanswered } from './unanswered.ts';
import { useArming } from './use-arming.ts';
import { usePreview } from './use-preview.ts';

const types: readonly { readonly value: OrderType; readonly label: string }[] = [
  { value: 'limit', label: 'Limit' }, { value: 'market', label: 'Market' }, { value: 'stop', label: 'Stop' }, { value: 'stop-limit', label: 'St-lmt' },
];
const forces: readonly { readonly value: TimeInForce; readonly label: string }[] = [
  { value: 'day', label: 'Day' }, { value: 'gtc', label: 'Until cancelled' }, { value: 'ioc', label: 'Now or cancel' }, { value: 'fok', label: 'All or nothing' },
];

/** An order before it is one. It shows what the order would do, and sends only when it is armed. */
export function Ticket() {
  const instrumentId = useDesk((desk) => desk.instrumentId);
  const instrument = useInstrument(instrumentId);
  const isLoaded = useInstruments((store) => store.isLoaded);
  if (instrument === undefined) return isLoaded ? <Empty title="No instrument">Choose one in the watchlist.</Empty> : <Loading rows={8} label="Loading the ticket" />;
  if (!instrument.isTradable) return <Empty title={`${instrument.symbol} cannot be traded`}>It came from a file: it has history, but no venue. Choose a simulated instrument, or test a strategy on it in the Lab.</Empty>;
  return <Form instrument={instrument} />;
}

function Form({ instrument }: { readonly instrument: Instrument }) {
  const client = useClient();
  const mode = useMode();
  const hasPrice = useTickerPart(instrument.id, (ticker) => (ticker?.last ?? null) !== null);
  const halt = useTrading((store) => store.haltReason);
  const held = usePositions((store) => store.positions.find((one) => one.instrumentId === instrument.id));
  const brought = useTicketFill((store) => store.fill);
  const { entry: form, isTouched } = useTicketEntry();
  const [isSending, setSending] = useState(false);
  const { isArmed, arm, disarm, secondsLeft } = useArming();
  const places = placesOf(instrument.tickSize);
  const change = (changes: Partial<TicketForm>): void => {
    changeTicket((before) => changeEntry(before, changes, tickers.get(instrument.id), instrument.tickSize));
    useTicketEntry.setState({ isTouched: true });
  };

  // Another instrument begins at its own price, and nothing stays armed. Before it is seen: what is typed into it then is not undone.
  useLayoutEffect(() => {
    disarm();
    openTicket(instrument);
  }, [instrument.id]);
  useEffect(() => {
    if (!form.isPriceTouched && form.limitPrice === '') changeTicket((before) => takePrices(before, instrument));
  }, [hasPrice]);
  useLayoutEffect(() => {
    if (brought === null || brought.instrumentId !== instrument.id) return;
    disarm();
    changeTicket((before) => fillEntry(before, brought));
    tookFill();
  }, [brought, instrument.id]);
  // The kill switch takes the finger off the trigger, too.
  useEffect(() => {
    if (halt !== null) disarm();
  }, [halt]);
  useEffect(() => registerCommands([
    { id: 'trade.buy', title: 'Ticket: buy', group: 'Trade', keys: 'KeyB', run: () => change({ side: 'buy' }) },
    { id: 'trade.sell', title: 'Ticket: sell', group: 'Trade', keys: 'KeyS', run: () => change({ side: 'sell' }) },
    { id: 'trade.arm', title: 'Arm or disarm the ticket', group: 'Trade', keys: 'Alt+KeyA', isGlobal: true, condition: when(useTrading, (trading) => trading.haltReason === null), run: () => (isArmed ? disarm() : arm()) },
  ]), [isArmed, instrument.id]);

  useEffect(() => useTrading.subscribe(({ orders }) => settleSent(orders)), []);

  const request = toRequest(form, instrument);
  const faults = findFaults(form);
  const repeated = request === null ? null : unanswered.find(request);
  const preview = usePreview(request === null || repeated === null ? request : { ...request, clientOrderId: repeated });
  const trigger = useTickerPart(instrument.id, (ticker) => findTrigger(form, ticker));
  useEffect(() => {
    const price = form.type === 'market' || !isTouched ? null : Number(hasLimit(form.type) ? form.limitPrice : form.stopPrice);
    useDraft.setState({ instrumentId: instrument.id, side: form.side, type: { limit: 'LMT', stop: 'STOP', 'stop-limit': 'STP LMT', market: 'MKT' }[form.type], quantity: form.quantity, price: price !== null && price > 0 ? price : null });
    return () => useDraft.setState({ instrumentId: null });
  }, [form, instrument.id, isTouched]);

  const send = async (): Promise<void> => {
    if (!isArmed || request === null || isSending) return;
    setSending(true);
    // For this order only. Whoever arms the ticket while its answer is awaited arms it for the next.
    disarm();
    useTicketEntry.setState({ isTouched: false });
    const clientOrderId = repeated ?? makeClientOrderId();
    const what = `${nameOrder(form)} ${instrument.symbol}`;
    const noticeId = noticeOfSent(clientOrderId);
    try {
      const order = await client.api.orders.place({ ...request, clientOrderId });
      unanswered.forget(request);
      // Prices that were typed since are somebody's still.
      changeTicket((before) => (before.limitPrice === form.limitPrice && before.stopPrice === form.stopPrice ? { ...before, isPriceTouched: false } : before));
      dismissNotice(noticeId);
      // The same notice as that of the order's own news, which takes it away.
      if (order.status === 'unknown') warnOfUnknown(order);
      else if (repeated !== null) notify({ kind: 'info', title: `State known: ${what}`, text: `The order is ${order.status}. It was placed once.` });
    } catch (error) {
      if (isAnswer(error)) unanswered.forget(request);
      else unanswered.keep(request, clientOrderId);
      notify({ id: noticeId, ...describeFailure(error, what) });
      // Its own news may have come before.
      settleSent(useTrading.getState().orders);
    } finally {
      setSending(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };

  return (
    <form className={cx(styles.ticket, mode === 'live' && styles.live)} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && disarm()} aria-label="Order ticket">
      <div className={styles.line}>
        <h2>{instrument.symbol}</h2>
        <Badge kind={mode}>{mode === 'live' ? '● LIVE' : 'PAPER'}</Badge>
        <span className={styles.held}>{held === undefined || Number(held.quantity) === 0 ? 'Nothing held' : <>Held <b>{formatSignedQuantity(held.quantity)}</b> @ {formatNumber(Number(held.averagePrice), places)}</>}</span>
      </div>
      <div className={styles.sides} role="group" aria-label="Side">
        {(['buy', 'sell'] as const).map((side) => (
          <button key={side} type="button" aria-pressed={form.side === side} className={cx(styles.side, styles[side])} onClick={() => change({ side })}>
            {side === 'buy' ? '▲ Buy' : '▼ Sell'} <kbd>{side === 'buy' ? 'B' : 'S'}</kbd>
          </button>
        ))}
      </div>
      <div className={styles.wide}><Segmented label="Order type" value={form.type} choices={types} onChange={(type) => change({ type })} /></div>
      <div className={styles.pair}>
        <NumberField label="Qty" step={instrument.lotSize} value={form.quantity} onChange={(quantity) => change({ quantity })} fault={faults.quantity ?? null} />
        {hasLimit(form.type) && <NumberField label="Limit" step={instrument.tickSize} value={form.limitPrice} onChange={(limitPrice) => change({ limitPrice })} fault={faults.limitPrice ?? null} />}
        {form.type === 'stop' && <NumberField label="Stop" step={instrument.tickSize} value={form.stopPrice} onChange={(stopPrice) => change({ stopPrice })} fault={faults.stopPrice ?? null} />}
        {form.type === 'market' && <NumberField label="Price" step="1" value="" placeholder="market" disabled onChange={() => {}} />}
      </div>
      {form.type === 'stop-limit' && <NumberField label="Stop price" step={instrument.tickSize} value={form.stopPrice} onChange={(stopPrice) => change({ stopPrice })} fault={faults.stopPrice ?? null} />}
      <ChoiceField label="Good for" value={form.timeInForce} choices={forces} onChange={(timeInForce) => change({ timeInForce })} />
      <div className={styles.body}><Preview preview={preview} instrument={instrument} /></div>
      <p className={styles.sentence}>{describeForm(form, instrument)}</p>
      {trigger !== null && <p className={styles.warning} role="status">⚠ Triggers at once: the market is at {formatNumber(trigger, places)}. A stop to {form.side} belongs {form.side === 'buy' ? 'above' : 'below'} it.</p>}
      {preview !== null && preview.sentence !== null && <p className={styles.refused} role="alert">✕ {preview.sentence}</p>}
      <div className={styles.line}>
        <Toggle isOn={isArmed} onChange={(on) => (on ? arm() : disarm())} isDisabled={halt !== null}>Arm ticket</Toggle>
        <Kbd>Alt A</Kbd>
        <span className={styles.held}>{halt !== null ? 'Trading is stopped' : isArmed ? `Enter sends · ${secondsLeft} s` : 'Enter is off'}</span>
      </div>
      {isArmed || isSending
        ? <Button type="submit" size="send" kind={form.side} className={styles.armed} disabled={request === null || isSending} keys="Enter">{isSending ? 'Sending…' : `Send · ${nameOrder(form)}`}</Button>
        : <Button type="button" size="send" className={styles.locked} disabled={halt !== null} onClick={arm}><Lock size={13} aria-hidden /> Arm to send · {nameOrder(form)}</Button>}
    </form>
  );
}
