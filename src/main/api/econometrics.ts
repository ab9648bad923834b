import type { Guarded } from './guard.ts';

export const econometricsRouter = ({ analysis: os }: Guarded) => ({
  fitVolatility: os.fitVolatility.handler(({ input, context: { core, signal } }) => {
    const { instrumentId, timeframe, beforeMs = null, limit, returns = [], model, p, o, q, dist: distribution, mean, initialisation, lambda, estimateLambda, measure, ...forecast } = input;
    const source = instrumentId === undefined || timeframe === undefined ? { kind: 'returns' as const, returns } : { kind: 'series' as const, key: { instrumentId, timeframe }, beforeMs, bars: limit };
    const orders = { ...(p === undefined ? {} : { p }), ...(o === undefined ? {} : { o }), ...(q === undefined ? {} : { q }) };
    const smoothing = estimateLambda ? { lambda: 'estimate' as const } : lambda === undefined ? {} : { lambda };
    return core.econometrics.fitVolatility(source, { options: { model, distribution, mean, initialisation, ...orders, ...smoothing }, measure: measure === 'squared-returns' ? null : measure, forecast }, signal);
  }),

  testSeries: os.testSeries.handler(({ input: { series, trend, lags = null }, context: { core, signal } }) => core.econometrics.testSeries(series, { trend, lags }, signal)),
});
