import type { ResultInterval } from '../../../contract/model/backtest.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import { showPanel } from '../../app/show-panel.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatMoney, formatNumber } from '../../ui/format.ts';
import styles from './run-line.module.css';
import { gradeWords, useVerdict, withoutGrade } from './verdict-store.ts';

/** Under the headline: what the run is worth, and between what it lies. */
export const RunLine = ({ report }: { readonly report: BacktestReport }) => (
  <div className={styles.line}>
    <VerdictLine />
    {report.interval !== undefined && <IntervalLine interval={report.interval} />}
  </div>
);

/** The verdict in a word and its headline; the panel has the reasons. */
function VerdictLine() {
  const { verdict, state } = useVerdict();
  if (verdict === null) return <span className={styles.quiet} role="status">{state === 'failed' ? '? It could not be judged' : 'Judging the run …'}</span>;
  const { mark, title, kind } = gradeWords[verdict.grade];
  const sentence = withoutGrade(verdict.headline);
  return (
    <button type="button" className={styles.verdict} title={`${sentence} The reasons are in Honesty.`} onClick={() => showPanel('lab', 'lab-honesty')}>
      <b className={styles[kind]}>{mark} {title}</b> <span>{sentence}</span>
    </button>
  );
}

/** Between which final equities the run lies, whatever happened inside its bars. */
function IntervalLine({ interval: { pessimistic, optimistic, magnified, ambiguousBars, isEstimate } }: { readonly interval: ResultInterval }) {
  if (ambiguousBars === 0 && !isEstimate) return <span className={styles.certain} title="No bar left open what happened first inside it, where that mattered to an order.">No bar was ambiguous</span>;
  const bars = `${formatNumber(ambiguousBars, 0)} ambiguous ${ambiguousBars === 1 ? 'bar' : 'bars'}`;
  return (
    <span
      className={styles.interval}
      title={`Where ${bars} are read as badly as can be, and as well as can be${magnified === undefined ? '' : `; with what finer bars show it ends at ${formatMoney(magnified)}`}.${isEstimate ? ' An estimate, not a bound: later decisions depend on what was left open.' : ''}`}
    >
      Ends from <b>{formatMoney(pessimistic)}</b> to <b>{formatMoney(optimistic)}</b> · {bars} {isEstimate && <Badge kind="unknown">Estimate</Badge>}
    </span>
  );
}

