export { Deck } from './deck.tsx';
export { marketNow, useTape } from './tape-store.ts';
