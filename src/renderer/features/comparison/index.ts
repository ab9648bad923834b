export { GapWaterfall } from './gap-waterfall.tsx';
