import type { Replay, ReplayScore, ReplayState } from '../../../contract/model/replay.ts';
import type { ReportCurve } from '../../../contract/model/report.ts';
import { openRun } from '../../app/desk-store.ts';
import { useClient } from '../../app/client-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoney, formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { Headline, type HeadFigure } from '../../ui/headline.tsx';
import { LinePlot } from '../../ui/line-plot.tsx';
import { Empty, Failed } from '../../ui/panel-state.tsx';
import { textOf, Waiting } from '../lab/index.ts';
import { useWords } from './bar-words.ts';
import { askToFinish, useAsked } from './give.ts';
import { setUpReplay } from '../../app/replay-asked.ts';
import type { Outcome } from './outcome.ts';
import { takeOutcome, useReplay } from './replay-store.ts';
import styles from './score-panel.module.css';
import { WithReplay } from './with-replay.tsx';

/** What a finished replay was worth: against holding, against chance, and how honestly it was played. */
export const ScorePanel = () => <WithReplay>{(state) => (state.replay.status === 'finished' ? <Finished /> : <Unfinished state={state} />)}</WithReplay>;

function Unfinished({ state: { replay } }: { readonly state: ReplayState }) {
  const client = useClient();
  const isEnding = useAsked((asked) => asked.isEnding);
  if (isEnding) return <Empty title="The score is being worked out">The replay is run once more as a backtest, and against as many entries at random moments.</Empty>;
  return (
    <Empty title="The score comes at the end" action={<Button onClick={() => askToFinish(client)}>Finish here…</Button>}>
      This replay stands at bar {formatNumber(replay.cursor + 1, 0)} of {formatNumber(replay.bars, 0)}. When it is finished it is held against buying and holding, and against as many entries at random moments.
    </Empty>
  );
}

function Finished() {
  const client = useClient();
  const { outcome, outcomeError } = useReplay();
  if (outcome !== null) return <Score outcome={outcome} />;
  return outcomeError === null ? <Waiting label="Loading the score" rows={6} /> : <Failed title="No score" action={<Button size="small" onClick={() => void takeOutcome(client)}>Try again</Button>}>{outcomeError}</Failed>;
}

function Score({ outcome: { score, report } }: { readonly outcome: Outcome }) {
  return (
    <div className={styles.score} tabIndex={0} role="region" aria-label="Score of the replay">
      <p className={styles.message}><Badge kind="paper">REPLAY</Badge> {score.message}</p>
      <div className={styles.heads}><Headline label="Headline of the score" figures={headsOf(score)} narrow="rows" /></div>
      <Curve replay={score.replay} curve={report.curve} />
      <dl className={styles.figures} aria-label="Figures of the replay">
        {score.figures.map((figure) => <div key={figure.name} title={figure.hint}><dt>{figure.title}</dt><dd>{textOf(figure)}</dd></div>)}
      </dl>
      <footer className={styles.foot}>
        <span className={styles.hash} title="SHA-256 of intents, orders and fills: one backtest of the same intents has the same">Journal {score.journalHash.slice(0, 16)}…</span>
        <Button size="small" onClick={() => setUpReplay(score.replay.series)}>Replay again…</Button>
        <Button size="small" kind="primary" onClick={() => openRun(score.runId)}>Open as a run</Button>
      </footer>
    </div>
  );
}

/** The equity from bar to bar, beside what the cash would have been, bought and held. */
function Curve({ replay, curve: { time, equity, benchmark } }: { readonly replay: Replay; readonly curve: ReportCurve }) {
  const { zone, symbol } = useWords(replay);
  return (
    <div className={styles.curve}>
      <LinePlot
        label={`Equity of the replay, and ${symbol} held`} time={time} zone={zone ?? 'utc'} format={formatMoney} formatTick={(at) => formatNumber(at, 0)} height={168}
        lines={[...(benchmark === null ? [] : [{ name: `${symbol}, held`, kind: 'other' as const, values: benchmark }]), { name: 'Equity', kind: 'own', values: equity }]}
      />
    </div>
  );
}

const headsOf = ({ return: made, buyAndHoldReturn, betterThanRandom, trades, peeks, informedIntents, droppedIntents }: ReplayScore): readonly HeadFigure[] => [
  { title: 'Made', text: formatSignedPercent(made), aside: 'after costs', hint: 'Growth of the cash from the first bar to the last', isFall: made < 0 },
  { title: 'Held', text: formatSignedPercent(buyAndHoldReturn), aside: 'bought and kept', hint: 'What buying at the first close and holding would have made, without costs', isFall: (buyAndHoldReturn ?? 0) < 0 },
  { title: 'Against holding', text: formatSignedPercent(buyAndHoldReturn === null ? null : made - buyAndHoldReturn), aside: 'points of difference', hint: 'What was made less what holding made', isFall: buyAndHoldReturn !== null && made < buyAndHoldReturn },
  { title: 'Better than chance', text: formatPercent(betterThanRandom, 0), aside: 'of random entries', hint: 'Share of as many holdings, as long and on the same sides, at random moments that did worse' },
  { title: 'Trades', text: formatNumber(trades, 0), aside: 'closed', hint: 'How many trades were closed' },
  { title: 'Looked back', text: formatNumber(peeks, 0), aside: `${formatNumber(informedIntents, 0)} informed · ${formatNumber(droppedIntents, 0)} dropped`, hint: 'How often the present was moved back; orders given with later bars known, and orders dropped for others' },
];
