import type { TaskContext } from '../tasks.ts';
import { releaseHeld } from './inside-bar.ts';
import type { Lane } from './lane.ts';
import { endInRuin, type RunParts, type Simulation } from './simulation.ts';
import type { StrategyDefinition, StrategyParams } from './strategy.ts';

const barsBetweenReports = 1 << 15;

/**
 * The event loop over several symbols: at each moment every symbol that has a bar is worked in the order of the series, then equity is
 * recorded with each at its last close, and the strategy is asked once. Ruin ends the run; null: it went on to the last moment.
 */
export function walkMany(parts: RunParts, strategy: StrategyDefinition, params: StrategyParams, context?: TaskContext): Simulation | null {
  const { lanes, equity, clock, firstAsked } = parts;
  const { settings, profile } = lanes[0].run;
  const { cursor } = lanes[0];
  const fillsOnClose = settings.fill === 'same-close' && profile.fillsWithinBar;
  const count = equity.length;
  for (let i = 0; i < count; i++) {
    clock.bar = i;
    advance(lanes, i);
    if (i < firstAsked) continue;
    for (let k = 0; k < lanes.length; k++) if (isHere(lanes[k], i)) workBar(lanes[k]);
    recordEquity(parts, i);
    if (equity[i] <= 0) return endInRuin(parts, i);
    strategy.onBar(cursor, params);
    if (fillsOnClose) {
      for (let k = 0; k < lanes.length; k++) if (isHere(lanes[k], i)) lanes[k].venue.workClose(lanes[k].run.time.bar);
      parts.ledger.recordEquity(equity, i);
      if (equity[i] <= 0) return endInRuin(parts, i);
    }
    if (context !== undefined && i % barsBetweenReports === 0) context.progress(i / count);
  }
  return null;
}

const isHere = ({ run: { clock, time } }: Lane, moment: number): boolean => clock![time.bar] === moment;

function workBar({ run, venue, carry }: Lane): void {
  const { bar } = run.time;
  if (carry !== null) carry.beforeBar(bar);
  venue.workBar(bar);
  releaseHeld(run);
}

/** Takes each symbol with a bar at this moment to it; what is held of it counts at its open until all orders are worked. */
function advance(lanes: readonly Lane[], moment: number): void {
  for (let k = 0; k < lanes.length; k++) {
    const { run } = lanes[k];
    if (run.clock![run.time.bar + 1] !== moment) continue;
    run.time.bar += 1;
    run.account.markAtOpen(run.bars.open, run.time.bar);
  }
}

function recordEquity({ lanes, ledger, equity }: RunParts, moment: number): void {
  for (let k = 0; k < lanes.length; k++) if (isHere(lanes[k], moment)) lanes[k].run.account.markAtClose(lanes[k].run.bars.close, lanes[k].run.time.bar);
  ledger.recordEquity(equity, moment);
}
