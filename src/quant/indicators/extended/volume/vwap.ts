import type { Param } from '../../../../contract/model/param.ts';
import { defineIndicator, type IndicatorParams } from '../../define-indicator.ts';
import { fillBetween, overPrices } from '../../outputs.ts';
import { anchorParam, sessionOf, sessionStartParam } from '../session.ts';
import { VwapKernel, vwapInto, type SessionOfTime } from './vwap-kernel.ts';

const deviationsParam: Param = { name: 'deviations', title: 'Deviations to the bands', default: 1, min: 0, max: 100, isInteger: false };
const outputs = [overPrices('vwap'), overPrices('upper', 'band'), overPrices('lower', 'band')];
const fills = [fillBetween('upper', 'lower')];

const sessionsOf = (params: IndicatorParams): SessionOfTime => (timeMs) => sessionOf(timeMs, params['anchor']!, params['sessionStart']!);

/**
 * A session is a day of UTC, which holds the hours of the markets of Europe and America whole, summer and winter; `sessionStart`
 * moves its start. On bars of a day or longer take a longer anchor, or each bar is a session of its own.
 */
export const vwap = defineIndicator({
  info: {
    name: 'vwap',
    title: 'Volume-weighted average price',
    group: 'Volume',
    inputs: ['time', 'high', 'low', 'close', 'volume'],
    params: [anchorParam(0), sessionStartParam, deviationsParam],
    outputs,
    fills,
    description: 'What a unit cost on average since the session began, and how far prices stray from it.',
    source: 'S. A. Berkowitz, D. E. Logue, E. A. Noser, Journal of Finance 1988; typical price and bands as TradingView ta.vwap',
  },
  warmup: () => 0,
  createKernel: (params) => new VwapKernel(sessionsOf(params), params['deviations']!),
  computeColumns: (inputs, params, columns) => vwapInto(inputs, sessionsOf(params), params['deviations']!, columns),
});

/** Bars before the anchor have no value. The default anchor, 0, is the first bar there is. */
export const anchoredVwap = defineIndicator({
  info: {
    name: 'anchored_vwap',
    title: 'Anchored VWAP',
    group: 'Volume',
    inputs: ['time', 'high', 'low', 'close', 'volume'],
    params: [{ name: 'anchorTime', title: 'Begins at, in milliseconds since 1970 UTC', default: 0, min: 0, max: 8.64e15, isInteger: true }, deviationsParam],
    outputs,
    fills,
    description: 'What a unit cost on average since a moment of your choice, such as an earnings date or a low.',
    source: 'P. Levine, MIDAS (1995); B. Shannon, Maximum Trading Gains with Anchored VWAP (2023)',
  },
  warmup: () => 0,
  createKernel: ({ anchorTime, deviations }) => new VwapKernel((timeMs) => (timeMs >= anchorTime! ? 0 : Number.NaN), deviations!),
});
