export { followPositions, usePositions } from './positions-store.ts';
