import { Option, type Command } from 'commander';
import type { VolatilityReport } from '../../../../contract/model/volatility.ts';
import { composeOffline } from '../../../compose-offline.ts';
import { rangeMeasures, type Initialisation, type RangeMeasure } from '../../../../quant/volatility/index.ts';
import { formatCell } from '../format-cell.ts';
import { UsageError } from '../io.ts';
import { leaf, type Run } from '../leaf.ts';
import { parseRange } from '../parse-options.ts';
import { addFileOptions, readBars, type FileOptions } from '../read-bars.ts';
import { formatPairs, formatTable } from '../table.ts';
import { toDocument } from '../to-document.ts';

type FitOptions = FileOptions & {
  file: string; model: VolatilityReport['model']; p?: number; o?: number; q?: number; dist: 'normal' | 't'; mean: 'constant' | 'zero'; initialisation: Initialisation;
  lambda?: number | 'estimate'; measure?: RangeMeasure | 'squared-returns'; horizon: number; level: number; paths: number; seed: number;
};

function parseLambda(text: string): number | 'estimate' {
  if (text === 'estimate') return text;
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new UsageError('must be a number above 0 and below 1, such as 0.94, or the word estimate');
  return value;
}

function parseLevel(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new UsageError('must be a share above 0 and below 1, such as 0.95');
  return value;
}

/** `volatility fit` on a file of bars: opens no database. */
export function addVolatility(area: Command, run: Run): void {
  const fit = leaf(area.command('fit').description('a model of volatility fitted to 100 x the change of the logarithm of the close, with forecasts; opens no database'))
    .requiredOption('--file <bars.csv>', 'file of bars')
    .addOption(new Option('--model <name>', 'model').choices(['garch', 'gjr', 'egarch', 'ewma', 'har']).makeOptionMandatory())
    .option('--p <number>', 'lags of shocks (default: 1)', parseRange(0, 10, true))
    .option('--q <number>', 'lags of variances (default: 1)', parseRange(0, 10, true))
    .option('--o <number>', 'lags of shocks below zero, of gjr and egarch (default: 1)', parseRange(1, 10, true))
    .addOption(new Option('--dist <name>', 'distribution of the errors').choices(['normal', 't']).default('normal'))
    .addOption(new Option('--mean <kind>', 'mean of the returns').choices(['constant', 'zero']).default('constant'))
    .addOption(new Option('--initialisation <kind>', 'what stands for the time before the first return: as arch, fGarch or tseries have it').choices(['backcast', 'mean-square', 'conditional']).default('backcast'))
    .option('--lambda <number>', 'of ewma: what stays of the variance, or "estimate" (default: 0.94)', parseLambda)
    .addOption(new Option('--measure <name>', 'of har: what measures the variance of a bar (default: squared-returns)').choices(['squared-returns', ...rangeMeasures]))
    .option('--horizon <number>', 'periods ahead that are forecast', parseRange(1, 250, true), 10)
    .option('--level <share>', 'share of futures that the intervals hold', parseLevel, 0.95)
    .option('--paths <number>', 'futures that are drawn for the intervals', parseRange(100, 20_000, true), 2_000)
    .option('--seed <number>', 'the same seed draws the same futures', parseRange(0, 0xffffffff, true), 1);
  addFileOptions(fit).action(
    run<FitOptions>(async ({ file, model, p, o, q, dist, mean, initialisation, lambda, measure, horizon, level, paths, seed, ...fileOptions }, io, { json }) => {
      const offline = composeOffline();
      try {
        const { bars } = await readBars(offline.files, file, fileOptions, io);
        const orders = { ...(p === undefined ? {} : { p }), ...(o === undefined ? {} : { o }), ...(q === undefined ? {} : { q }) };
        const options = { model, distribution: dist, mean, initialisation, ...orders, ...(lambda === undefined ? {} : { lambda }) };
        const range = measure === undefined || measure === 'squared-returns' ? null : measure;
        const report = await offline.econometrics.fitVolatility({ kind: 'bars', bars }, { options, measure: range, forecast: { horizon, level, paths, seed } }, io.signal);
        io.out(json ? JSON.stringify(toDocument(report)) : renderFit(report));
        if (!report.converged) io.err(`tapedeck: ${report.convergence}`);
      } finally {
        await offline.dispose();
      }
    }),
  );
}

/** Parameters with their errors, how well they fit, and what is expected. */
function renderFit(report: VolatilityReport): string {
  const { params, standardErrors, robustErrors, model, distribution, logLikelihood, aic, bic, observations, persistence, halfLife, unconditionalVariance, convergence, initialisation } = report;
  const figures = { model: `${model}, ${distribution} errors`, observations, logLikelihood, aic, bic, persistence, halfLife, unconditionalSigma: unconditionalVariance === null ? null : Math.sqrt(unconditionalVariance), initialisation, convergence };
  const ahead = report.forecast.map((sigma, i) => [String(i + 1), formatCell(sigma), ...[report.sigmaInterval, report.returnInterval].flatMap(({ low, high }) => [formatCell(low[i] ?? null), formatCell(high[i] ?? null)])]);
  return [
    formatTable(['parameter', 'value', 'standard error', 'robust error'], Object.entries(params).map(([name, value]) => [name, formatCell(value), formatCell(standardErrors[name] ?? null), formatCell(robustErrors[name] ?? null)])), '',
    formatPairs(Object.entries(figures).map(([name, value]) => [name, formatCell(value)])), '',
    formatTable(['periods ahead', 'sigma %', 'sigma from', 'to', 'return from', 'to'], ahead),
  ].join('\n');
}
