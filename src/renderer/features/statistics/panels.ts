export { RunStatistics } from './run-statistics.tsx';
export { SeriesStatistics } from './series-statistics.tsx';
