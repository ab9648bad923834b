import type { PaperFigures, PaperReport, PaperSession } from '../../../contract/model/paper-session.ts';
import { useClient } from '../../app/client-context.tsx';
import { openRun } from '../../app/desk-store.ts';
import { useZone } from '../../app/settings-store.ts';
import { useCall } from '../../app/use-call.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCompact, formatMoney, formatNumber, formatPercent, formatSigned, formatSignedPercent, trueMinus } from '../../ui/format.ts';
import { Headline, type HeadFigure } from '../../ui/headline.tsx';
import { LinePlot } from '../../ui/line-plot.tsx';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { ComparedSession } from './compared-session.tsx';
import { SessionJournal } from './session-journal.tsx';
import styles from './paper-sessions.module.css';
import { barsSince, canResume, isUnderWay, sayParams, sayStatus, shortHash } from './session-words.ts';
import { changeSession, openSession, useSessions } from './sessions-store.ts';

/** A session over the desk: what became of it, its orders and fills, and the backtest over the same bars. */
export function SessionDialog() {
  const session = useSessions(({ byId, open }) => (open === null ? null : byId.get(open) ?? null));
  return (
    <Dialog title={session?.name ?? 'A strategy on paper'} isOpen={session !== null} onClose={() => openSession(null)} width={940}>
      {session !== null && <Session key={session.sessionId} session={session} />}
    </Dialog>
  );
}

function Session({ session }: { readonly session: PaperSession }) {
  const { sessionId, lastBarMs, journal } = session;
  // What became of it changes with its bars only.
  const { value, state, error, reload } = useCall<PaperReport>(`paper ${sessionId} ${lastBarMs} ${journal.hash}`, (api) => api.paperSessions.report({ sessionId }));
  return (
    <div className={styles.session}>
      <Head session={session} />
      {barsSince(session) === 0 ? <Empty title="No bar yet">{isUnderWay(session) ? 'It is asked when the next bar is finished; the tape can be made to run faster.' : session.reason ?? 'It never began to trade.'}</Empty>
        : state === 'failed' ? <Failed title="The session cannot be shown" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed>
        : value === null ? <Loading rows={6} label="Loading the session" />
        : <Report report={value} />}
      {barsSince(session) > 0 && <><SessionJournal session={session} /><ComparedSession session={session} /></>}
    </div>
  );
}

function Head({ session }: { readonly session: PaperSession }) {
  const client = useClient();
  const { sessionId, strategy, params, series, reason, status, promotedFrom, journal } = session;
  const judged = promotedFrom?.headline ?? null;
  return (
    <header className={styles.head}>
      <p>
        <Badge kind="paper">PAPER</Badge> <b>{sayStatus(session)}</b> <span className={styles.quiet}>{[`${strategy}${Object.keys(params).length === 0 ? '' : ` with ${sayParams(params)}`}`, series.map(({ instrumentId, timeframe }) => `${instrumentId} ${timeframe}`).join(', ')].join(' · ')}</span>
      </p>
      {reason !== null && <p className={status === 'stopped' ? styles.quiet : styles.fault}>{trueMinus(reason)}</p>}
      <p className={styles.quiet}>Journal <code className={styles.hash} title={journal.hash}>{shortHash(journal.hash)}</code> of {formatNumber(journal.entries, 0)} lines{judged === null ? '' : ` · promoted from a run that was judged: ${trueMinus(judged)}`}</p>
      <span className={styles.tools}>
        {promotedFrom !== null && <Button size="small" kind="ghost" onClick={() => { openSession(null); openRun(promotedFrom.runId); }}>Its backtest</Button>}
        {isUnderWay(session) && <Button size="small" onClick={() => void changeSession(client, sessionId, 'stop')}>Stop</Button>}
        {canResume(session) && <Button size="small" onClick={() => void changeSession(client, sessionId, 'resume')}>Go on</Button>}
      </span>
    </header>
  );
}

const headsOf = (figures: PaperFigures): readonly HeadFigure[] => [
  { title: 'Profit', text: formatSigned(figures.profit), aside: 'since it began', hint: 'Equity less the cash at the start' },
  { title: 'Growth', text: formatSignedPercent(figures.return), aside: 'of its cash', hint: 'Profit as a share of the cash at the start' },
  { title: 'Worst fall', text: formatPercent(figures.maxDrawdown), aside: 'from a high', hint: 'Deepest fall of equity from a high before it', isFall: true },
  { title: 'Trades won', text: figures.winShare === null ? '–' : formatPercent(figures.winShare, 0), aside: `${formatNumber(figures.wins, 0)} of ${formatNumber(figures.trades, 0)}`, hint: 'Closed trades that earned something' },
  { title: 'Profit factor', text: formatNumber(figures.profitFactor), aside: 'won over lost', hint: 'What the winners earned over what the others lost' },
  { title: 'Fees', text: formatMoney(figures.fees), aside: 'paid on fills', hint: 'Commission of all fills' },
];

function Report({ report: { figures, equity, sentence, caughtUp, openOrders } }: { readonly report: PaperReport }) {
  const zone = useZone();
  return (
    <>
      <div className={styles.figures}><Headline label="Figures of the session" figures={headsOf(figures)} narrow="letters" /></div>
      <p className={caughtUp.length > 0 ? styles.warn : styles.quiet}>{caughtUp.length > 0 ? '△ ' : ''}{sentence}</p>
      {equity.time.length > 1 && <LinePlot label="Equity of the session" height={170} time={equity.time} zone={zone} lines={[{ name: 'Equity', kind: 'own', values: equity.value }]} format={formatMoney} formatTick={formatCompact} />}
      {openOrders.length > 0 && <p className={styles.waiting}><b>Waiting:</b> {openOrders.map(({ side, kind, size, symbol, limit, stop }) => `${side} ${size} of ${symbol}, ${kind}${limit === null ? '' : ` at ${formatNumber(limit)}`}${stop === null ? '' : ` stop ${formatNumber(stop)}`}`).join('; ')}</p>}
    </>
  );
}
