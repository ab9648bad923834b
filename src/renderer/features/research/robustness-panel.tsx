import type { BacktestReport } from '../../../contract/model/report.ts';
import { WithReport } from '../lab/index.ts';
import { MonteCarloCards } from './monte-carlo-cards.tsx';
import styles from './robustness.module.css';
import { StressCards } from './stress-cards.tsx';

/** How the open run fares when things go otherwise: its trades in other orders, higher costs, later decisions, other prices, other parameters. */
export const RobustnessPanel = () => <WithReport>{(report) => <Robustness report={report} />}</WithReport>;

const Robustness = ({ report }: { readonly report: BacktestReport }) => (
  <div className={styles.scroller} tabIndex={0} role="region" aria-label="Robustness">
    <div className={styles.cards}>
      <MonteCarloCards runId={report.runId ?? ''} trades={report.trades.total} />
      <StressCards runId={report.runId ?? ''} />
    </div>
  </div>
);
