export { ChartPanel } from './chart-panel.tsx';
export { ReplayDeck } from './deck.tsx';
export { ListPanel } from './list-panel.tsx';
export { OrdersCount, OrdersPanel } from './orders-panel.tsx';
export { PositionCount, PositionPanel } from './position-panel.tsx';
export { ScorePanel } from './score-panel.tsx';
export { ReplayStrip } from './strip.tsx';
export { TicketPanel } from './ticket-panel.tsx';
export { TradesCount, TradesPanel } from './trades-panel.tsx';
