export { aggregateBars } from './aggregate-bars.ts';
export { createBarBuilder, type BarBuilder, type BarChange, type FormingBar } from './bar-builder.ts';
export { periodStart } from './period-start.ts';
export { validateBars, type BarFault } from './validate-bars.ts';
