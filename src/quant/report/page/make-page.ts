import type { RunAnalysis } from '../../../contract/model/run-analysis.ts';
import type { BacktestReport } from '../../../contract/model/report.ts';
import type { Verdict } from '../../../contract/model/verdict.ts';
import { escapeHtml } from './escape-html.ts';
import { analysisOf, curvesOf, figuresOf, headOf, headlineOf, monthsOf, remarksOf, specOf, tradesOf, verdictOf } from './page-parts.ts';
import { pageStyle } from './page-style.ts';

/**
 * The report of a run as one page that stands alone: it loads nothing, runs nothing, and forbids both to the browser that opens it.
 * Every text of the run is escaped.
 */
export function makePage(title: string, report: BacktestReport, analysis: RunAnalysis, verdict: Verdict | null): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${pageStyle}</style></head><body><main>`,
    headOf(title, report), headlineOf(report), remarksOf(report), verdictOf(verdict), curvesOf(report), analysisOf(analysis), monthsOf(report), figuresOf(report, analysis), tradesOf(report), specOf(report),
    '</main></body></html>\n',
  ].join('');
}
