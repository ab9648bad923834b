import type { Moment, MomentEvent, MomentOrder, MomentSymbol } from '../../../contract/model/moment.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { dash, formatCompact, formatMoney, formatNumber } from '../../ui/format.ts';
import { Change, KeyValue, Label, Side } from '../../ui/text.tsx';
import styles from './microscope.module.css';

const price = (value: number | null): string => (value === null ? dash : formatNumber(value, Math.abs(value) < 10 ? 4 : 2));

const roles: Readonly<Record<MomentOrder['role'], string>> = { entry: 'entry', exit: 'exit', 'stop-loss': 'stop', 'take-profit': 'target', 'trailing-stop': 'trailing' };

const columns: readonly Column<MomentOrder>[] = [
  { id: 'order', title: '#', align: 'left', width: 34, cell: ({ order }) => order },
  { id: 'side', title: 'Side', align: 'left', width: 52, cell: ({ side }) => <Side side={side} /> },
  { id: 'role', title: 'For', align: 'left', width: 52, cell: ({ role }) => roles[role] },
  { id: 'size', title: 'Size', align: 'left', width: 110, cell: ({ size }) => <span title={size}>{size}</span>, rank: 2 },
  { id: 'limit', title: 'Limit', width: 62, cell: ({ limit }) => price(limit) },
  { id: 'stop', title: 'Stop', width: 62, cell: ({ stop }) => price(stop) },
  { id: 'placed', title: 'Since bar', width: 62, cell: ({ placedIndex }) => formatNumber(placedIndex + 1, 0), rank: 1 },
];

/** Cash, equity and what each symbol was like. */
export const Figures = ({ moment: { cash, equity, symbols } }: { readonly moment: Moment }) => (
  <div className={styles.figures} role="region" aria-label="Figures of the bar">
    <dl>
      <KeyValue name="Equity">{formatMoney(equity)}</KeyValue>
      <KeyValue name="Cash">{formatMoney(cash)}</KeyValue>
    </dl>
    {symbols.map((one) => <SymbolFigures key={one.symbol} one={one} isAlone={symbols.length === 1} />)}
  </div>
);

function SymbolFigures({ one: { symbol, bar, hasBar, size, averagePrice, profit, indicators }, isAlone }: { readonly one: MomentSymbol; readonly isAlone: boolean }) {
  return (
    <>
      {!isAlone && <div className={styles.symbol}><Label>{symbol}{hasBar ? '' : ' · no bar now'}</Label></div>}
      <dl>
        <KeyValue name="Position">{size === 0 ? 'nothing held' : `${formatNumber(size, Number.isInteger(size) ? 0 : 4)} at ${price(averagePrice)}`}</KeyValue>
        <KeyValue name="Open profit"><Change value={size === 0 ? 0 : profit} hasArrow /></KeyValue>
        <KeyValue name="Open">{price(bar?.open ?? null)}</KeyValue>
        <KeyValue name="High">{price(bar?.high ?? null)}</KeyValue>
        <KeyValue name="Low">{price(bar?.low ?? null)}</KeyValue>
        <KeyValue name="Close">{price(bar?.close ?? null)}</KeyValue>
        <KeyValue name="Volume">{formatCompact(bar?.volume ?? null)}</KeyValue>
        {indicators.map(({ name, value }) => <KeyValue key={name} name={<span className={styles.indicator}>{name}</span>}>{price(value)}</KeyValue>)}
      </dl>
    </>
  );
}

const marks: Readonly<Record<MomentEvent['kind'], string>> = { fill: '●', refusal: '⚠', gone: '✕', wait: '◌', decision: '◆', change: '·' };
const kindNames: Readonly<Record<MomentEvent['kind'], string>> = { fill: 'filled', refusal: 'refused', gone: 'gone', wait: 'waits', decision: 'decided', change: 'order' };

/** What happened at the bar and why, and what waited. */
export function Events({ moment: { events, isAsked, index } }: { readonly moment: Moment }) {
  if (events.length === 0) {
    return <p className={styles.quiet}>{isAsked ? 'Nothing happened: no order was waiting, and the strategy asked for nothing.' : index === 0 ? 'The strategy is not asked yet: its indicators need more bars.' : 'The strategy was not asked at this bar.'}</p>;
  }
  return (
    <ol className={styles.events}>
      {events.map(({ kind, message, fill }, k) => (
        <li key={`${k} ${message}`} data-kind={kind} data-side={fill?.side}>
          <i aria-hidden>{marks[kind]}</i>
          <span className={styles.kind}>{kindNames[kind]}</span>
          <span>{message}</span>
        </li>
      ))}
    </ol>
  );
}

export const Orders = ({ orders }: { readonly orders: readonly MomentOrder[] }) => (
  <DataTable label="Orders open after the bar" rows={orders} columns={columns} rowKey={({ order }) => String(order)} empty={<p className={styles.quiet}>No order is open after this bar.</p>} />
);
