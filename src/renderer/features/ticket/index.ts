import type { PanelDefinition } from '../../app/panels.ts';
import { Ticket } from './ticket.tsx';

export const ticketPanel: PanelDefinition = { id: 'ticket', title: 'Order ticket', component: Ticket, words: 'buy sell order' };
