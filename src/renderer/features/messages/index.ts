import type { PanelDefinition } from '../../app/panels.ts';
import { Messages, MessagesActions, UnreadCount } from './messages.tsx';

export { useKeptMessages } from './kept-messages.ts';

export const messagesPanel: PanelDefinition = { id: 'messages', title: 'Messages', component: Messages, badge: UnreadCount, actions: MessagesActions, words: 'notices warnings refusals history log' };
