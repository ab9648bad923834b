import type { StrategyCode } from '../../../../contract/model/strategy.ts';
import type { Cursor } from '../../../../quant/engine/cursor.ts';
import type { StrategyDefinition, StrategyParams } from '../../../../quant/engine/strategy.ts';
import { QuantError } from '../../../../quant/error.ts';
import { GuestCursor, type GuestRun } from './guest-cursor.ts';
import { openGuest, type Guest, type NotePlace } from './open-guest.ts';
import type { GuestFunction } from './read-definition.ts';
import { openVectorised } from './guest-signals.ts';
import { readIndicators } from './read-indicators.ts';

/** A strategy of others as the engine runs it. */
export type GuestStrategy<Names extends string = string> = StrategyDefinition<Names> & {
  readonly codeHash: string;
  /** The state of the run that was asked last, as JSON; for another run to begin with. */
  saveState(): string;
};

/** Reads a strategy's file in this thread, which is locked down for it. `state`: what an earlier run saved; `seed` chooses where `signals` is cut. */
export function openGuestStrategy(code: StrategyCode, note: NotePlace, options: { readonly state?: string; readonly seed?: number } = {}): GuestStrategy {
  const guest = openGuest(code, note);
  return guest.definition.signals === null ? openAsking(guest, options.state) : openVectorised(guest, options.seed ?? 1);
}

/** A strategy that is asked on every bar. */
function openAsking(guest: Guest, state: string | undefined): GuestStrategy {
  const { definition } = guest;
  const onBar = definition.onBar as GuestFunction;
  let current: Cursor | null = null;
  let facade!: GuestCursor;
  let run: GuestRun = { broken: null };
  let given: unknown = null;
  let memory: unknown = null;

  function begin(cursor: Cursor, params: StrategyParams): void {
    current = cursor;
    run = { broken: null };
    facade = new GuestCursor(cursor, run);
    given = harden({ ...params });
    memory = JSON.parse(state ?? definition.state);
  }

  return {
    info: definition.info, codeHash: guest.codeHash,
    indicators: (params) => Object.fromEntries(Object.entries(readIndicators(guest, params)).map(([name, { compute }]) => [name, compute])),
    onBar(cursor, params) {
      if (cursor !== current) begin(cursor, params);
      guest.note(cursor.index);
      try {
        const answer = onBar(facade, given, memory);
        if (answer !== undefined) checkAnswer(answer);
        if (run.broken !== null) throw guest.fault(run.broken, whereOf(cursor));
      } catch (error) {
        throw guest.fault(error, whereOf(cursor));
      }
    },
    saveState: () => JSON.stringify(memory),
  };
}

const whereOf = (cursor: Cursor): { bar: number; timeMs: number } => ({ bar: cursor.index, timeMs: cursor.bar().timeMs });

/** A strategy may end with any value, but not put off what it does. */
function checkAnswer(answer: unknown): void {
  if (answer instanceof Promise) throw new QuantError('STRATEGY_INVALID', 'onBar is async; a strategy decides at once, so take async and await out.');
}
