export { openLog, type LogOptions, type OpenLog } from './open-log.ts';
