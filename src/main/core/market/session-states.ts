import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { SessionState } from '../../../contract/model/ticker.ts';
import type { Session } from './ports.ts';

export const sessionStateOf = ({ isOpen, isHalted = false }: Session): SessionState => (isHalted ? 'halted' : isOpen ? 'open' : 'closed');

/** Notices markets that open, close or are halted without a tick that would say so. */
export class SessionStates {
  #states: ReadonlyMap<InstrumentId, SessionState> = new Map();

  /** Of these instruments, those whose state is another than at the last look, and those that were not looked at then. */
  findChanged(ids: Iterable<InstrumentId>, session: (id: InstrumentId) => Session): InstrumentId[] {
    const before = this.#states;
    const states = new Map(Array.from(ids, (id) => [id, sessionStateOf(session(id))] as const));
    this.#states = states;
    return [...states].flatMap(([id, state]) => (before.get(id) === state ? [] : id));
  }
}
