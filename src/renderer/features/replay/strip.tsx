import { Flag, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReplayState } from '../../../contract/model/replay.ts';
import { useClient } from '../../app/client-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoney, formatNumber, formatSigned } from '../../ui/format.ts';
import { Change, Label } from '../../ui/text.tsx';
import { setUpReplay } from '../../app/replay-asked.ts';
import { Asking } from './asking.tsx';
import { sayMoment, useWords } from './bar-words.ts';
import { askToFinish, useAsked } from './give.ts';
import { useReplay } from './replay-store.ts';
import { SetupSheet } from './setup-sheet.tsx';
import styles from './strip.module.css';
import { useReplayWork } from './use-replay-work.ts';

/** The practice account at a glance, and the way to a new replay and to the end of this one. */
export function ReplayStrip() {
  useReplayWork();
  const client = useClient();
  const state = useReplay((store) => store.state);
  const isOpen = state?.replay.status === 'open';
  const isEnding = useAsked((asked) => asked.isEnding);
  return (
    <section className={styles.strip} aria-label="Practice account">
      <div className={styles.word}><Badge kind="paper">REPLAY · PAPER</Badge></div>
      {state === null ? <Figure name="Replay">none is open</Figure> : <Account state={state} />}
      <div className={styles.act}>
        <Button onClick={() => setUpReplay()}><Plus size={12} aria-hidden /> New replay</Button>
        {isOpen && <Button kind="primary" disabled={isEnding} onClick={() => askToFinish(client)}><Flag size={11} aria-hidden /> {isEnding ? 'Finishing…' : 'Finish'}</Button>}
      </div>
      <SetupSheet />
      <Asking />
    </section>
  );
}

function Account({ state: { replay, equity, cash, position, closedProfit } }: { readonly state: ReplayState }) {
  const { places, zone } = useWords(replay);
  const gain = equity - replay.settings.cash;
  return (
    <>
      <Figure name="Data">{replay.series.instrumentId} {replay.series.timeframe}</Figure>
      <div className={styles.window}><Figure name="Stretch">{sayMoment(replay.fromMs, zone)} – {sayMoment(replay.toMs, zone)}</Figure></div>
      <Figure name="Equity">{formatMoney(equity)}</Figure>
      <Figure name="P&L"><Change value={gain} hasArrow /> <small><Change value={gain / replay.settings.cash} isPercent /></small></Figure>
      <Figure name="Position">{position.averagePrice === null ? 'flat' : <>{formatSigned(position.size, Number.isInteger(position.size) ? 0 : 4)} <small>@ {formatNumber(position.averagePrice, places)}</small></>}</Figure>
      <Figure name="Unrealised"><Change value={position.profit} /></Figure>
      <Figure name="Realised"><Change value={closedProfit} /></Figure>
      <Figure name="Cash">{formatMoney(cash)}</Figure>
    </>
  );
}

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.figure} role="group" aria-label={name}><Label>{name}</Label><b>{children}</b></div>
);
