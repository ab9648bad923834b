export { renderAnswer, renderEntry, toWords } from './render-answer.ts';
export { renderBacktest } from './render-backtest.ts';
export { renderLookAhead, renderVerdict } from './render-verdict.ts';
