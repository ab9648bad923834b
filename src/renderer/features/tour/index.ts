export { Tour, useTourCommand } from './tour.tsx';
