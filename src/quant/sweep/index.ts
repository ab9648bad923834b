export { figureNames, type FigureName, type TrialFigures } from './figures.ts';
export { settingsOver, whyEventSeries } from './evaluator.ts';
export { proposeTrials, searchBatch } from './propose.ts';
export { runTrials, sizePlan } from './run-trials.ts';
export type { PlanSize, ProposeInput, ProposeOutput, SweepRunInput, SweepRunOutput, TrialBatch, TrialPlan } from './task.ts';
