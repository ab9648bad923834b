import { useState } from 'react';
import type { ReplayState, ReplayTrade } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import { Count } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Empty } from '../../ui/panel-state.tsx';
import { Change } from '../../ui/text.tsx';
import { sayMoment, useWords } from './bar-words.ts';
import { ChangeTerms } from './change-terms.tsx';
import { giveIntent } from './give.ts';
import { useReplay } from './replay-store.ts';
import styles from './tables.module.css';
import { WithReplay } from './with-replay.tsx';

/** The open trades. Enter moves stop-loss and target of one, Delete closes it. */
export const PositionPanel = () => <WithReplay isQuiet>{(state) => <Position state={state} />}</WithReplay>;

function Position({ state: { replay, trades, position } }: { readonly state: ReplayState }) {
  const { api } = useClient();
  const { places, tickSize, zone } = useWords(replay);
  const [selected, setSelected] = useState<string | null>(null);
  const [changed, setChanged] = useState<ReplayTrade | null>(null);
  const isOpen = replay.status === 'open';
  const close = ({ trade }: ReplayTrade): void => {
    if (isOpen) void giveIntent({ words: `Close trade ${trade}`, give: (replayId, dropLater) => api.replays.close({ replayId, dropLater, trade, share: 1 }) });
  };
  const price = (value: number | null) => <span className={styles.quiet}>{formatNumber(value, places)}</span>;
  const columns: readonly Column<ReplayTrade>[] = [
    { id: 'trade', title: '#', align: 'left', width: 28, value: ({ trade }) => trade, cell: ({ trade }) => <span className={styles.quiet}>{trade}</span> },
    { id: 'side', title: 'Side', align: 'left', width: 56, value: ({ side }) => side, cell: ({ side }) => <span className={side === 'long' ? styles.long : styles.short}>{side === 'long' ? '▲ Long' : '▼ Short'}</span> },
    { id: 'size', title: 'Units', width: 52, value: ({ size }) => size, cell: ({ size }) => formatNumber(size, Number.isInteger(size) ? 0 : 4) },
    { id: 'entered', title: 'Entered', align: 'left', rank: 3, width: zone === null ? 76 : 108, value: ({ entryMs }) => entryMs, cell: ({ entryMs }) => <span className={styles.quiet}>{sayMoment(entryMs, zone)}</span> },
    { id: 'price', title: 'At', width: 58, value: ({ entryPrice }) => entryPrice, cell: ({ entryPrice }) => formatNumber(entryPrice, places) },
    { id: 'profit', title: 'Unrealised', width: 84, value: ({ profit }) => profit, cell: ({ profit }) => <Change value={profit} hasArrow />, hint: 'At the present close, before the commission of the exit' },
    { id: 'stop', title: 'Stop', width: 58, rank: 1, value: ({ stopLoss }) => stopLoss, cell: ({ stopLoss }) => price(stopLoss) },
    { id: 'target', title: 'Target', width: 58, rank: 2, value: ({ takeProfit }) => takeProfit, cell: ({ takeProfit }) => price(takeProfit) },
    { id: 'edit', title: '', width: 38, cell: (one) => isOpen && <button type="button" className={styles.act} aria-label={`Edit trade ${one.trade}`} title="Move stop-loss and target" onClick={() => setChanged(one)}>Edit</button> },
    { id: 'act', title: '', width: 44, cell: (one) => isOpen && <button type="button" className={styles.act} aria-label={`Close trade ${one.trade}`} onClick={() => close(one)}>Close</button> },
  ];
  return (
    <>
      <DataTable
        label="Open trades of the replay" rows={trades} columns={columns} rowKey={({ trade }) => String(trade)} selected={selected} onSelect={({ trade }) => setSelected(String(trade))}
        onOpen={(one) => isOpen && setChanged(one)} onDelete={close} {...(trades.length > 1 ? { totals: { side: 'Net', profit: <Change value={position.profit} hasArrow /> } } : {})}
        empty={<Empty title="Nothing is held">Buy or sell on the ticket: the trade appears here once its bar has come.</Empty>}
      />
      {changed !== null && (
        <ChangeTerms
          title={`Trade ${changed.trade}: ${changed.side}`} tickSize={tickSize} onClose={() => setChanged(null)}
          terms={[{ name: 'stopLoss', label: 'Stop-loss', value: changed.stopLoss, mayGo: true }, { name: 'takeProfit', label: 'Target', value: changed.takeProfit, mayGo: true }]}
          onGive={(terms) => giveIntent({ words: `Protect trade ${changed.trade}`, give: (replayId, dropLater) => api.replays.protect({ replayId, dropLater, trade: changed.trade, ...terms }) })}
        />
      )}
    </>
  );
}

export function PositionCount() {
  const count = useReplay(({ state }) => state?.trades.length ?? 0);
  return count === 0 ? null : <Count>{count}</Count>;
}
