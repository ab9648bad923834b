export { gradeData } from './grade-data.ts';
export { judgeRun, type JudgeRequest } from './judge-run.ts';
export { checkLookAhead, type LookAheadOptions } from './look-ahead.ts';
