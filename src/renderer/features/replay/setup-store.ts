import { create } from 'zustand';
import { emptyTicket, type TicketForm } from './read-ticket.ts';
import { startSetup, type ReplaySetup } from './read-setup.ts';

/** What the next replay is set to. `isTouched`: by hand, since the window was opened. */
export const useSetup = create<{ readonly setup: ReplaySetup; readonly isTouched: boolean }>(() => ({ setup: startSetup, isTouched: false }));
export const changeSetup = (changes: Partial<ReplaySetup>): void => useSetup.setState(({ setup }) => ({ setup: { ...setup, ...changes }, isTouched: true }));

/** What stands on the ticket; it outlives the panel. */
export const useTicket = create<TicketForm>(() => emptyTicket);
