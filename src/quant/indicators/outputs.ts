import type { IndicatorInfo } from '../../contract/model/indicator.ts';

type Output = IndicatorInfo['outputs'][number];

/** A line over the prices. */
export const overPrices = (name = 'real', style: Output['style'] = 'line'): Output => ({ name, pane: 'price', style });

/** A line in a pane of its own. */
export const inOwnPane = (name = 'real', style: Output['style'] = 'line'): Output => ({ name, pane: 'own', style });
