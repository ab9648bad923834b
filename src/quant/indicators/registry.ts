import type { IndicatorInfo } from '../../contract/model/indicator.ts';
import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';
import { candles } from './candles/index.ts';
import { cycles } from './cycle/index.ts';
import type { IndicatorDefinition } from './define-indicator.ts';
import { extendedIndicators } from './extended/index.ts';
import { formulas } from './formulas/index.ts';
import { momentum } from './momentum/index.ts';
import { overlap } from './overlap/index.ts';
import { prices } from './price/index.ts';
import { statistics } from './statistic/index.ts';
import { usualLevels } from './usual-levels.ts';
import { volatility } from './volatility/index.ts';
import { volume } from './volume/index.ts';

const groups: readonly (readonly IndicatorDefinition[])[] = [overlap, momentum, volume, volatility, cycles, prices, statistics, candles, extendedIndicators];

const withFormula = (one: IndicatorDefinition): IndicatorDefinition => {
  const formula = formulas[one.info.name];
  const levels = usualLevels[one.info.name];
  return { ...one, info: { ...one.info, ...(formula === undefined ? {} : { formula }), ...(levels === undefined ? {} : { levels: [...levels] }) } };
};

const definitions: ReadonlyMap<string, IndicatorDefinition> = new Map(groups.flat().map((one) => [one.info.name, withFormula(one)]));

/** Every indicator, by name. */
export const listIndicators = (): readonly IndicatorInfo[] => Array.from(definitions.values(), (one) => one.info);

/** An indicator by name; UNKNOWN_INDICATOR with the nearest name where there is none. */
export function findIndicator(name: string): IndicatorDefinition {
  const found = definitions.get(name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, definitions.keys());
  throw new QuantError('UNKNOWN_INDICATOR', `There is no indicator ${name}${nearest === null ? '' : `; did you mean ${nearest}?`}`);
}
