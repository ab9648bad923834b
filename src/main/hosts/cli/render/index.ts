export { renderAnswer, renderEntry, toWords } from './render-answer.ts';
export { renderBacktest } from './render-backtest.ts';
export { renderCapsuleCheck, renderComparison, renderMoment } from './render-runs.ts';
export { renderLookAhead, renderVerdict } from './render-verdict.ts';
