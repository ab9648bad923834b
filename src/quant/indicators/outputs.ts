import type { IndicatorFill, IndicatorInfo } from '../../contract/model/indicator.ts';

type Output = IndicatorInfo['outputs'][number];

/** A line over the prices. */
export const overPrices = (name = 'real', style: Output['style'] = 'line'): Output => ({ name, pane: 'price', style });

/** The space between two outputs in one colour. */
export const fillBetween = (first: string, second: string, name = 'fill'): IndicatorFill => ({ name, first, second, hasSides: false });

/** The space between two outputs in the colours of rising and falling: rising where the first is above. */
export const cloudBetween = (first: string, second: string): IndicatorFill => ({ name: 'cloud', first, second, hasSides: true });

/** A line in a pane of its own. */
export const inOwnPane = (name = 'real', style: Output['style'] = 'line'): Output => ({ name, pane: 'own', style });
