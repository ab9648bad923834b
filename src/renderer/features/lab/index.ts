import { lazyPanel } from '../../app/lazy-panel.tsx';
import type { PanelDefinition } from '../../app/panels.ts';

const panels = () => import('./panels.ts');

/** The lab is loaded when it is first opened: charts of curves and tables of trades are no part of a desk that trades. */
export const labPanels: readonly PanelDefinition[] = [
  { id: 'lab-strategies', title: 'Strategies', component: lazyPanel(() => panels().then((all) => all.StrategiesPanel)), words: 'lab rules families' },
  { id: 'lab-runs', title: 'Runs', component: lazyPanel(() => panels().then((all) => all.RunsPanel)), words: 'lab backtests recorded history' },
  { id: 'lab-setup', title: 'Setup', component: lazyPanel(() => panels().then((all) => all.SetupPanel)), words: 'lab parameters data costs' },
  {
    id: 'lab-result', title: 'Result', component: lazyPanel(() => panels().then((all) => all.ResultPanel)),
    words: 'lab report equity drawdown',
  },
  { id: 'lab-analysis', title: 'Analysis', component: lazyPanel(() => panels().then((all) => all.AnalysisPanel)), words: 'lab benchmark rolling distribution exposure excursions mae mfe crisis falls costs' },
  { id: 'lab-compare', title: 'Compare', component: lazyPanel(() => panels().then((all) => all.ComparePanel)), words: 'lab runs side by side overlay waterfall difference' },
  { id: 'lab-honesty', title: 'Honesty', component: lazyPanel(() => panels().then((all) => all.HonestyPanel)), words: 'lab verdict luck trials overfitting look-ahead deflated sharpe' },
  { id: 'lab-trades', title: 'Trades', component: lazyPanel(() => panels().then((all) => all.TradesPanel)), badge: lazyPanel(() => panels().then((all) => all.TradesCount)), words: 'lab round trips' },
  { id: 'lab-price', title: 'Price', component: lazyPanel(() => panels().then((all) => all.PricePanel)), words: 'lab candles entries exits' },
  {
    id: 'lab-figures', title: 'Figures', component: lazyPanel(() => panels().then((all) => all.FiguresPanel)), actions: lazyPanel(() => panels().then((all) => all.DialectSwitch)),
    words: 'lab metrics statistics dialect',
  },
  { id: 'lab-months', title: 'Months', component: lazyPanel(() => panels().then((all) => all.MonthsPanel)), words: 'lab monthly returns' },
];

export { RunStrip } from './lab-strip.tsx';
/** For the editor of strategies: what is chosen, and what is being written. */
export { putAtHand, reloadStrategies, useAtHand } from './at-hand.ts';
export { changeSetup, useLab, type Setup } from './lab-store.ts';

/** What other panels of the lab are told of it: what is set up, how it is read, and how a run that was started elsewhere is opened. */
export { textOf } from './figure-text.ts';
export { openStarted } from './open-started.ts';
export { plainFigure, readDate, readSetup, shareOf, textOfParam } from './read-setup.ts';
export { useSeries, useStrategies } from './use-lab.ts';
export { Waiting } from './waiting.tsx';
export { WithReport } from './with-report.tsx';
