import type { ReactNode } from 'react';
import type { BacktestReport } from '../../../contract/model/report.ts';
import { useDesk } from '../../app/desk-store.ts';
import { Empty, Failed, Loading } from '../../ui/panel-state.tsx';
import { useLab } from './lab-store.ts';
import { useIsLost } from './waiting.tsx';

/** A panel about the open run: what it shows, or why there is nothing to show and what to do. */
export function WithReport({ children }: { readonly children: (report: BacktestReport) => ReactNode }) {
  const runId = useDesk((desk) => desk.runId);
  const isLost = useIsLost();
  const { report, reportState, reportFault } = useLab();
  // Without the application a run can be neither started nor opened.
  if (isLost && report === null) return <Empty title="No connection">Runs are shown, and can be started, when Tapedeck answers again.</Empty>;
  if (runId === null) return <Empty title="No run is open">Choose a strategy and data, then press F5 – or open one of the runs.</Empty>;
  if (reportState === 'failed') return <Failed title="The run cannot be shown">{reportFault} Choose another run, or run it again.</Failed>;
  if (report === null) return <Loading label="Loading the run" />;
  return <>{children(report)}</>;
}
