import type { BacktestReport } from '../../../contract/model/report.ts';
import { formatCompact, formatIsoDate, formatNumber, formatSignedPercent, trueMinus } from '../../ui/format.ts';
import { Headline } from '../../ui/headline.tsx';
import { Curves } from './curves.tsx';
import { explainFigure, type AskedFigure } from './explain-store.ts';
import { dialectText, textOf } from './figure-text.ts';
import { useLab, type Dialect } from './lab-store.ts';
import styles from './result-panel.module.css';
import { ResultActions } from './result-actions.tsx';
import { RunLine } from './run-line.tsx';
import { WithReport } from './with-report.tsx';

/** What came of the open run: the figures that matter most, what went wrong, and the way there. */
export const ResultPanel = () => <WithReport>{(report) => <Result report={report} />}</WithReport>;

const Result = ({ report }: { readonly report: BacktestReport }) => (
  <div className={styles.panel}>
    <ResultActions report={report} />
    <Heads report={report} />
    <RunLine report={report} />
    <Warnings report={report} />
    <Curves report={report} />
  </div>
);

/** What stands on top: a metric, its name under backtesting.py, and what is said under it. */
const heads: readonly (readonly [metric: string, other: string, aside: (report: BacktestReport) => string])[] = [
  ['totalReturn', 'Return [%]', (report) => `held ${formatSignedPercent(valueOf(report, 'buyAndHoldReturn'), 1)}`],
  ['annualReturn', 'Return (Ann.) [%]', (report) => `ends at ${formatCompact(valueOf(report, 'finalEquity'))}`],
  ['maxDrawdown', 'Max. Drawdown [%]', ({ worstDrawdown }) => (worstDrawdown === null ? 'it never fell' : `on ${formatIsoDate(worstDrawdown.bottomMs)}`)],
  ['sharpe', 'Sharpe Ratio', () => 'Sharpe ratio'],
  ['maxDrawdownDurationDays', 'Max. Drawdown Duration', () => 'below a peak'],
  ['winRate', 'Win Rate [%]', ({ trades }) => `${formatNumber(trades.won, 0)} of ${formatNumber(trades.total, 0)}`],
];

const valueOf = (report: BacktestReport, name: string): number | null => report.metrics.find((metric) => metric.name === name)?.value ?? null;

function Heads({ report }: { readonly report: BacktestReport }) {
  const dialect = useLab((lab) => lab.dialect);
  const figures = heads.map(([name, other, aside]) => ({ ...headOf(report, name, other, dialect), aside: aside(report), isFall: name === 'maxDrawdown' }))
    .map((figure) => ({ ...figure, onExplain: () => explainFigure(figure) }));
  return <Headline label="Headline figures" figures={figures} narrow="letters" />;
}

function headOf(report: BacktestReport, name: string, other: string, dialect: Dialect): AskedFigure {
  const metric = report.metrics.find((one) => one.name === name);
  const value = report.dialects[dialect]?.[other];
  if (dialect !== 'plain' && value !== undefined) return { dialect, name: other, title: other, text: dialectText(other, value, 2), hint: `${other}, as backtesting.py 0.6 computes it.` };
  return metric === undefined ? { dialect: 'plain', name, title: name, text: '–', hint: '' } : { dialect: 'plain', name, title: metric.title, text: textOf(metric), hint: metric.hint };
}

/** What a run could not do or afford, and ruin, in the application's own sentences. */
function Warnings({ report: { refusedOrders = [], ruin, warnings = [] } }: { readonly report: BacktestReport }) {
  if (refusedOrders.length === 0 && ruin === undefined && warnings.length === 0) return null;
  return (
    <div className={styles.warnings} role="note">
      {warnings.map(({ code, message }) => <p key={code}>△ {trueMinus(message)}</p>)}
      {ruin !== undefined && <p><b>△ Ruined.</b> {trueMinus(ruin.message)}</p>}
      {refusedOrders.map(({ reason, message, firstTimeMs }) => <p key={reason}>△ {trueMinus(message)} First on {formatIsoDate(firstTimeMs)}.</p>)}
    </div>
  );
}
