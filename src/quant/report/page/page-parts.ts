import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Verdict } from '../../../contract/model/verdict.ts';
import { drawBins, drawLines, drawPoints } from './draw-svg.ts';
import { escapeHtml as e } from './escape-html.ts';
import { count, day, metricText, moment, money, share, sheetText, signed } from './write-figures.ts';

/** Parts of the page of a run. Each is HTML whose every text was escaped. */

export const section = (title: string, ...body: readonly string[]): string => `<section><h2>${e(title)}</h2>${body.join('')}</section>`;
const scroll = (table: string): string => `<div class="scroll">${table}</div>`;
const row = (cells: readonly string[], tag: 'td' | 'th' = 'td'): string => `<tr>${cells.map((cell) => `<${tag}>${e(cell)}</${tag}>`).join('')}</tr>`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => scroll(`<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table>`);
const said = ({ verdict, sentence, explanation: { formula, convention, source } }: { verdict: string; sentence: string; explanation: { formula: string; convention: string; source: string } }): string =>
  `<p><b>${e(verdict)}.</b> ${e(sentence)}</p><details><summary>How it is computed</summary><p class="quiet">${e(formula)}<br>${e(convention)}<br>${e(source)}</p></details>`;

export function headOf(title: string, { spec, runId, hash }: BacktestReport): string {
  const data = spec.data.map(({ symbol, bars, fromMs, toMs }) => `${count(bars)} bars of ${symbol}, ${moment(fromMs)} to ${moment(toMs)}`).join('; ');
  const params = Object.entries(spec.params).map(([name, value]) => `${name} ${value}`).join(', ');
  return `<header><h1>${e(title)}</h1><p class="quiet">${e(spec.strategy)}${params === '' ? '' : ` (${e(params)})`} · ${e(data)} · profile ${e(spec.settings.profile)} · engine ${e(spec.engineVersion)}</p><p class="quiet">Run <code>${e(runId)}</code> · hash <code>${e(hash)}</code> · made by Tapedeck</p></header>`;
}

const headNames = ['totalReturn', 'annualReturn', 'maxDrawdown', 'sharpe', 'maxDrawdownDurationDays', 'winRate', 'trades', 'finalEquity'] as const;

export function headlineOf({ metrics }: BacktestReport): string {
  const found = headNames.flatMap((name) => metrics.filter((metric) => metric.name === name));
  return `<section><dl class="heads">${found.map((metric) => `<div title="${e(metric.hint)}"><dt>${e(metric.title)}</dt><dd>${e(metricText(metric))}</dd></div>`).join('')}</dl></section>`;
}

/** Ruin, refusals, warnings, and between what the run lies. */
export function remarksOf({ interval, ruin, refusedOrders = [], warnings = [] }: BacktestReport): string {
  const between = interval === undefined ? [] : interval.ambiguousBars === 0 && !interval.isEstimate
    ? ['No bar left open what happened first inside it, where that mattered.']
    : [`It ends between ${money(interval.pessimistic)} and ${money(interval.optimistic)}, whatever happened inside ${count(interval.ambiguousBars)} ambiguous bars${interval.isEstimate ? ' (an estimate, not a bound: later decisions depend on it)' : ''}.`];
  const all = [...warnings.map(({ message }) => message), ...(ruin === undefined ? [] : [ruin.message]), ...refusedOrders.map(({ message }) => message), ...between];
  return all.length === 0 ? '' : `<section>${all.map((text) => `<p class="note">${e(text)}</p>`).join('')}</section>`;
}

const says = (passed: boolean | null): string => (passed === null ? 'not checked' : passed ? 'passed' : 'not passed');

export function verdictOf(verdict: Verdict | null): string {
  if (verdict === null) return section('Honesty', '<p class="quiet">The run could not be judged when this page was made.</p>');
  const { grade, headline, reasons, trials, lookAhead, data } = verdict;
  return section('Honesty', `<p><b class="${grade}">${e(headline)}</b></p><p>${e(trials.sentence)}</p>`,
    lookAhead === null ? '' : `<p>${e(lookAhead.sentence)}</p>`, data === null ? '' : `<p>Data grade ${e(data.grade)}: ${e(data.sentence)}</p>`,
    table(['Check', 'Outcome', 'Value', 'Held against'], reasons.map(({ title, passed, value, threshold }) => [title, says(passed), sheetText(value), sheetText(threshold)])),
    `<details><summary>The reasons in words</summary>${reasons.map(({ sentence }) => `<p>${e(sentence)}</p>`).join('')}</details>`);
}

export function curvesOf({ curve, worstDrawdown, spec }: BacktestReport): string {
  const canBeLog = curve.equity.every((value) => value > 0);
  const lines = [...(curve.benchmark === null ? [] : [{ kind: 'other' as const, values: curve.benchmark }]), { kind: 'own' as const, values: curve.equity }];
  const worst = worstDrawdown === null ? 'It never fell.' : `The worst fall is ${share(worstDrawdown.depth, 1)}, from ${moment(worstDrawdown.fromMs)} to ${moment(worstDrawdown.bottomMs)}; ${worstDrawdown.toMs === null ? 'it has not come back' : `back on ${moment(worstDrawdown.toMs)}`}.`;
  return section('Equity and falls', drawLines({ label: 'Equity', time: curve.time, lines, write: (value) => count(value), isLog: canBeLog }),
    `<p class="quiet">From ${e(money(spec.settings.cash))}, after costs${canBeLog ? ', on a scale on which equal growth is equally high' : ''}${curve.benchmark === null ? '' : '; the thin line is the same money bought and held'}.</p>`,
    drawLines({ label: 'Fall from the peak', time: curve.time, lines: [{ kind: 'fall', values: curve.drawdown }], write: (value) => share(value, 0), hasZero: true, height: 140 }), `<p class="quiet">${e(worst)}</p>`);
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const monthsOf = ({ years }: BacktestReport): string =>
  section('Returns by month, in percent', table(['Year', ...monthNames, 'All'], years.map(({ year, months, total }) => [String(year), ...months.map((one) => (one === null ? '' : signed(one * 100, 1))), signed(total * 100, 1)])));

export function figuresOf({ metrics, dialects }: BacktestReport, analysis: RunAnalysis): string {
  const others = Object.entries({ ...analysis.dialects, ...dialects });
  return section('Figures', table(['Figure', 'Value', 'What it says'], metrics.map((metric) => [metric.title, metricText(metric), metric.hint])),
    ...others.map(([name, sheet]) => `<details><summary>As ${e(name)} computes them</summary>${table(['Figure', 'Value'], Object.entries(sheet).map(([title, value]) => [title, sheetText(value)]))}</details>`));
}

export function analysisOf({ benchmark, rolling, returns, trades, excursions, exposure, costs, falls, period }: RunAnalysis): string {
  const parts = [
    benchmark === null ? '' : section(`Against ${benchmark.name.replace(/,$/, '')}`, drawLines({ label: 'Equity and benchmark', time: benchmark.curve.time, lines: [{ kind: 'other', values: benchmark.curve.benchmark }, { kind: 'own', values: benchmark.curve.equity }], write: (value) => count(value) }), said(benchmark)),
    rolling === null ? '' : section(`Rolling figures over ${rolling.window} ${period}s`, ...(['growth', 'volatility', 'sharpe'] as const).map((name) => drawLines({ label: `Rolling ${name}`, time: rolling.time, lines: [{ kind: 'own', values: rolling[name] }], write: (value) => (name === 'sharpe' ? value.toFixed(1) : share(value, 0)), hasZero: name !== 'volatility', height: 150 }) + `<p class="quiet">${name === 'growth' ? 'Return of each window' : name === 'volatility' ? 'Volatility, a year' : 'Sharpe ratio, a year'}</p>`), said(rolling)),
    `<div class="two">${[
      ['Returns', returns] as const, ['Returns of trades', trades] as const,
    ].map(([title, shape]) => (shape === null ? '' : section(title, shape.bins === null ? '' : drawBins(title, shape.bins, (value) => count(value)), said(shape)))).join('')}</div>`,
    excursions === null ? '' : section('Trades on their way', `<div class="two"><figure>${drawPoints('Farthest against each trade and its result', excursions.rows.map((one) => [-one.adverse, one.returnShare]))}<figcaption>farthest against it, and the result</figcaption></figure><figure>${drawPoints('Farthest for each trade and its result', excursions.rows.map((one) => [one.favourable, one.returnShare]))}<figcaption>farthest for it, and the result</figcaption></figure></div>`, said(excursions)),
    exposure === null ? '' : section('Exposure', drawLines({ label: 'Net share of the equity', time: exposure.curve.time, lines: [{ kind: 'area', values: exposure.curve.net }], write: (value) => share(value, 0), hasZero: true, height: 150 }), said(exposure)),
    section('Costs', table(['', 'Amount', ''], [['Before costs', signed(costs.gross), ''], ...costs.parts.map(({ title, amount, basis }) => [title, signed(amount), basis === 'estimate' ? 'estimate' : '']), ['After costs', signed(costs.net), '']]), said(costs)),
    section('Worst falls', table(['Fall', 'From', 'Bottom', 'Back at the peak', 'Days down', 'Days back', 'Benchmark meanwhile'], falls.own.map(({ depth, fromMs, bottomMs, toMs, daysDown, daysBack, other }) => [share(depth, 1), moment(fromMs), moment(bottomMs), toMs === null ? 'not yet' : moment(toMs), count(daysDown), count(daysBack), other === null ? '' : share(other, 1)])), said(falls)),
  ];
  return parts.join('');
}

export function tradesOf({ trades: { total, rows, won, lost, pnl, commission } }: BacktestReport): string {
  const left = total > rows.length ? ` Those after the first ${count(rows.length)} are in the CSV.` : '';
  return section('Trades', `<p>${count(total)} trades: ${count(won)} won, ${count(lost)} lost, ${signed(pnl)} in all after ${money(commission)} of commission.${left}</p>`,
    `<details${total <= 200 ? ' open' : ''}><summary>All of them</summary>${table(['#', 'Symbol', 'Side', 'Units', 'Entered', 'At', 'Left', 'At', 'Result', '%', 'Why'], rows.map((trade) => [
      String(trade.index + 1), trade.symbol, trade.side, String(trade.size), moment(trade.entryTimeMs), money(trade.entryPrice), moment(trade.exitTimeMs), money(trade.exitPrice), signed(trade.pnl), signed(trade.returnShare * 100), trade.exitReason,
    ]))}</details>`);
}

/** Everything that decided the run, as it was recorded. */
export const specOf = ({ spec }: BacktestReport): string =>
  section('What it was made with', table(['Setting', 'Value'], [...Object.entries(spec.params).map(([name, value]) => [name, String(value)]), ...Object.entries(spec.settings).filter(([, value]) => value !== undefined).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]), ...spec.data.map(({ symbol, fingerprint, fromMs, toMs }) => [`data: ${symbol}`, `${day(fromMs)} to ${day(toMs)}, SHA-256 ${fingerprint}`])]));
