import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

const panels = () => import('./panels.ts');

/** The practice desk, loaded when it is first opened. */
export const replayPanels: readonly PanelDefinition[] = [
  { id: 'replay-chart', title: 'Chart', component: lazyPanel(() => panels().then((all) => all.ChartPanel)), words: 'replay candles price' },
  { id: 'replay-score', title: 'Score', component: lazyPanel(() => panels().then((all) => all.ScorePanel)), words: 'replay result buy and hold random' },
  { id: 'replay-list', title: 'Replays', component: lazyPanel(() => panels().then((all) => all.ListPanel)), words: 'replay recorded earlier history' },
  { id: 'replay-ticket', title: 'Ticket', component: lazyPanel(() => panels().then((all) => all.TicketPanel)), words: 'replay order buy sell' },
  { id: 'replay-orders', title: 'Orders', component: lazyPanel(() => panels().then((all) => all.OrdersPanel)), badge: lazyPanel(() => panels().then((all) => all.OrdersCount)), words: 'replay open waiting' },
  { id: 'replay-position', title: 'Position', component: lazyPanel(() => panels().then((all) => all.PositionPanel)), badge: lazyPanel(() => panels().then((all) => all.PositionCount)), words: 'replay open trades held' },
  { id: 'replay-trades', title: 'Trades', component: lazyPanel(() => panels().then((all) => all.TradesPanel)), badge: lazyPanel(() => panels().then((all) => all.TradesCount)), words: 'replay closed round trips' },
];

/** The bar over the practice desk. */
export const ReplayStrip = lazyPanel(() => panels().then((all) => all.ReplayStrip));

export { ReplayDeck } from './deck-frame.tsx';
export { useReplayCommands } from './use-replay-commands.ts';
