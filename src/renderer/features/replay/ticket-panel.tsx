import { useEffect, type MouseEvent } from 'react';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import { registerCommands } from '../../app/commands.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/field.tsx';
import { formatNumber, formatSigned } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from './bar-words.ts';
import { giveIntent } from './give.ts';
import { describeTicket, emptyTicket, hasLimit, hasStop, readTicket, type TicketForm, type TicketType } from './read-ticket.ts';
import { useTicket } from './setup-store.ts';
import styles from './ticket-panel.module.css';
import { WithReplay } from './with-replay.tsx';

const types: readonly { readonly value: TicketType; readonly label: string }[] = [
  { value: 'market', label: 'Market' }, { value: 'limit', label: 'Limit' }, { value: 'stop', label: 'Stop' }, { value: 'stop-limit', label: 'St-lmt' },
];

/** Whoever clicked goes on with the keys of the tape: Space plays, and gives no second order. Whoever pressed a key stays where they are. */
function leave({ detail, currentTarget }: MouseEvent<HTMLButtonElement>): void {
  if (detail > 0) currentTarget.blur();
}

/** An order of the replay before it is one. It is given on the close of the present bar, and never reaches the market of the desk. */
export const TicketPanel = () => <WithReplay isQuiet>{(state) => <Ticket key={state.replay.replayId} state={state} />}</WithReplay>;

function Ticket({ state }: { readonly state: ReplayState }) {
  const { replay, bar, position, ruin } = state;
  const client = useClient();
  const form = useTicket();
  const { places, tickSize, symbol } = useWords(replay);
  // Prices of one replay say nothing in another.
  useEffect(() => useTicket.setState({ ...emptyTicket, quantity: useTicket.getState().quantity }), []);
  const change = (changes: Partial<TicketForm>): void => useTicket.setState(changes);
  const choose = (type: TicketType): void => {
    const present = bar.close.toFixed(places);
    change({ type, ...(hasLimit(type) && form.limitPrice === '' ? { limitPrice: present } : {}), ...(hasStop(type) && form.stopPrice === '' ? { stopPrice: present } : {}) });
  };
  const { faults, terms } = readTicket(form);
  const isOver = replay.status === 'finished' || ruin !== null;
  const isFlat = position.averagePrice === null;
  const give = (side: 'buy' | 'sell'): void => {
    if (terms === null || isOver) return;
    const words = `${side === 'buy' ? 'Buy' : 'Sell'} ${form.quantity === '' ? 'all' : form.quantity} ${types.find(({ value }) => value === form.type)?.label.toLowerCase() ?? ''}`;
    void giveIntent({ words, give: (replayId, dropLater) => client.api.replays.place({ replayId, dropLater, side, ...terms }) });
  };
  const closeAll = (): void => {
    if (!isFlat && !isOver) void giveIntent({ words: 'Close the position', give: (replayId, dropLater) => client.api.replays.close({ replayId, dropLater, share: 1 }) });
  };
  useEffect(() => registerCommands([
    { id: 'replay.buy', title: 'Replay: buy what is on the ticket', group: 'Tape', words: 'order', run: () => give('buy') },
    { id: 'replay.sell', title: 'Replay: sell what is on the ticket', group: 'Tape', words: 'order', run: () => give('sell') },
    { id: 'replay.close', title: 'Replay: close the position', group: 'Tape', words: 'flat order', run: closeAll },
  ]));
  const price = (name: 'limitPrice' | 'stopPrice' | 'stopLoss' | 'takeProfit', label: string, placeholder = '') => (
    <NumberField label={label} step={tickSize} placeholder={placeholder} value={form[name]} onChange={(text) => change({ [name]: text })} fault={faults[name] ?? null} />
  );
  return (
    <form className={styles.ticket} aria-label="Replay ticket" onSubmit={(event) => event.preventDefault()}>
      <div className={styles.line}>
        <h2>{symbol}</h2>
        <Badge kind="paper">REPLAY</Badge>
        <span className={styles.held}>{isFlat ? 'Nothing held' : <>Held <b>{formatSigned(position.size, Number.isInteger(position.size) ? 0 : 4)}</b> @ {formatNumber(position.averagePrice, places)}</>}</span>
      </div>
      <div className={styles.wide}><Segmented label="Order type" value={form.type} choices={types} onChange={choose} /></div>
      <div className={styles.pair}>
        <NumberField label="Qty" step="1" placeholder="all cash" title="Units; empty: as much as the cash allows" value={form.quantity} onChange={(quantity) => change({ quantity })} fault={faults.quantity ?? null} />
        {form.type === 'market' && <NumberField label="Price" step="1" value="" placeholder="next open" disabled onChange={() => undefined} />}
        {hasLimit(form.type) && price('limitPrice', 'Limit')}
        {form.type === 'stop' && price('stopPrice', 'Stop')}
      </div>
      {form.type === 'stop-limit' && price('stopPrice', 'Stop price')}
      <div className={styles.pair}>
        {price('stopLoss', 'Stop-loss', '–')}
        {price('takeProfit', 'Target', '–')}
      </div>
      <p className={styles.sentence}>{describeTicket(form, 'As much as the cash allows,')}</p>
      <div className={styles.pair}>
        <Button kind="buy" size="send" disabled={terms === null || isOver} onClick={(event) => { leave(event); give('buy'); }}>▲ Buy</Button>
        <Button kind="sell" size="send" disabled={terms === null || isOver} onClick={(event) => { leave(event); give('sell'); }}>▼ Sell</Button>
      </div>
      <Button disabled={isFlat || isOver} onClick={(event) => { leave(event); closeAll(); }}>Close the position</Button>
      {replay.status === 'finished' && <p className={styles.sentence}>This replay is finished: it can be looked at, and traded no more.</p>}
      {ruin !== null && <p className={styles.warning} role="status">⚠ {ruin}</p>}
      {state.laterIntents > 0 && replay.status === 'open' && <p className={styles.warning} role="status">⚠ You stepped back: an order here takes the place of what you did later. It is asked first.</p>}
    </form>
  );
}
