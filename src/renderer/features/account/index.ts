export { AccountStrip } from './account-strip.tsx';
