import { useState } from 'react';
import type { SeriesKey } from '../../../contract/model/bar.ts';
import type { Instrument } from '../../../contract/model/instrument.ts';
import type { PaperSession } from '../../../contract/model/paper-session.ts';
import type { Timeframe } from '../../../contract/model/timeframe.ts';
import { useClient } from '../../app/client-context.tsx';
import { useDesk } from '../../app/desk-store.ts';
import { showPanel } from '../../app/show-panel.ts';
import { sentenceOf } from '../../app/use-call.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useInstruments } from '../market/index.ts';
import { closePromotion, usePromotion, type PromotedRun } from './promotion-store.ts';
import { changeSession, chooseSession, useFollowedSessions, useSessions } from './sessions-store.ts';
import styles from './paper-sessions.module.css';

const lengths = (['1m', '5m', '15m', '1h', '1d'] as Timeframe[]).map((value) => ({ value, label: value }));
const usualLength = '1m' as Timeframe;

/** Lets a finished run trade on paper: what it is to trade, the check that it does not see the future, and what became of it. */
export function PromoteDialog() {
  const { run, sessionId } = usePromotion();
  const session = useSessions((store) => (sessionId === null ? null : store.byId.get(sessionId) ?? null));
  useFollowedSessions(sessionId !== null);
  return (
    <Dialog title="Trade it on paper" isOpen={run !== null} onClose={closePromotion} width={460}>
      {run === null ? null : session === null ? <Ask key={run.runId} run={run} /> : <Checked session={session} />}
    </Dialog>
  );
}

/** The series that the run would trade live; null: it ran over bars of something that does not trade now. */
function liveSeries({ series }: PromotedRun, byId: ReadonlyMap<string, Instrument>): readonly SeriesKey[] | null {
  return series.length > 0 && series.every(({ instrumentId }) => byId.get(instrumentId)?.isTradable === true) ? series : null;
}

function Ask({ run }: { readonly run: PromotedRun }) {
  const client = useClient();
  const { all, byId } = useInstruments();
  const watched = useDesk((desk) => desk.instrumentId);
  const own = liveSeries(run, byId);
  const [name, setName] = useState('');
  const [instrumentId, setInstrumentId] = useState<SeriesKey['instrumentId']>(own?.[0]?.instrumentId ?? watched);
  const [timeframe, setTimeframe] = useState<Timeframe>(run.series[0]?.timeframe ?? usualLength);
  const [fault, setFault] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isMany = own !== null && own.length > 1;
  const promote = async (): Promise<void> => {
    setAsking(true);
    setFault(null);
    try {
      const series = isMany ? own.map((one) => ({ ...one, timeframe })) : [{ instrumentId, timeframe }];
      const session = await client.api.paperSessions.promote({ runId: run.runId, series, ...(name.trim() === '' ? {} : { name: name.trim() }) });
      useSessions.setState(({ byId: known }) => ({ byId: new Map([...known, [session.sessionId, session]]) }));
      usePromotion.setState({ sessionId: session.sessionId });
    } catch (error) {
      setFault(sentenceOf(error));
      setAsking(false);
    }
  };
  return (
    <form className={styles.ask} onSubmit={(event) => { event.preventDefault(); void promote(); }}>
      <p><b>{run.title}</b> is asked on each finished bar of the live market, with the parameters and costs of the run. Its orders are filled in an account of its own: nothing of it reaches a broker. <Badge kind="paper">PAPER</Badge></p>
      {own === null && <p className={styles.quiet}>The run is over bars of something that does not trade now; choose what it trades.</p>}
      {isMany
        ? <p>It trades {own.map((one) => one.instrumentId).join(', ')}.</p>
        : <ChoiceField label="Instrument" value={instrumentId as string} choices={all.filter((one) => one.isTradable).map((one) => ({ value: one.id as string, label: one.id }))} onChange={(id) => setInstrumentId(id as SeriesKey['instrumentId'])} />}
      <Segmented label="Length of a bar" size="small" value={timeframe} choices={lengths.some(({ value }) => value === timeframe) ? lengths : [{ value: timeframe, label: timeframe }, ...lengths]} onChange={setTimeframe} />
      <TextField label="Name" placeholder="of its strategy and symbols" maxLength={80} value={name} onChange={setName} />
      <p className={styles.quiet}>First the look-ahead detector runs it again with the future cut off. What sees the future may not trade.</p>
      {fault !== null && <p className={styles.fault} role="alert">⚠ {fault}</p>}
      <footer className={styles.foot}><Button onClick={closePromotion}>Not now</Button><Button kind="primary" type="submit" data-first disabled={isAsking}>Check it and trade</Button></footer>
    </form>
  );
}

/** How the check goes, and what became of it. */
function Checked({ session }: { readonly session: PaperSession }) {
  const client = useClient();
  const { sessionId, status, progress, reason, lookAhead, name } = session;
  const show = (): void => {
    closePromotion();
    chooseSession(sessionId);
    showPanel('trade', 'paper-sessions');
  };
  if (status === 'checking') {
    return <div className={styles.checking}><Progress title="Does it see the future?" share={progress} detail={name} onCancel={() => void changeSession(client, sessionId, 'stop')} /></div>;
  }
  const isFine = status === 'running';
  return (
    <div className={styles.ask} role={isFine ? 'status' : 'alert'}>
      <p className={isFine ? styles.pass : styles.fault}>{isFine ? `✓ ${name} trades on paper.` : status === 'refused' ? '✕ Refused: it sees the future.' : status === 'stopped' ? '‖ Stopped.' : '✕ It does not trade.'}</p>
      {isFine ? <p>{lookAhead?.sentence}</p> : <p>{reason}</p>}
      {isFine && <p className={styles.quiet}>It is asked when the next bar is finished. It goes on while Tapedeck runs, and after a restart.</p>}
      <footer className={styles.foot}><Button onClick={closePromotion}>Close</Button>{isFine && <Button kind="primary" data-first onClick={show}>Show it</Button>}</footer>
    </div>
  );
}
