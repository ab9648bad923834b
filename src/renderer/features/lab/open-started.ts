import type { Run } from '../../../contract/model/run.ts';
import { reloadRuns, useLab } from './lab-store.ts';

/** Takes a run that was started elsewhere as the one under way: its progress is shown, and its report opened when it is done. */
export function openStarted(run: Run): void {
  useLab.setState({ active: run, isWaiting: false, startFault: null, isTouched: true });
  reloadRuns();
}
