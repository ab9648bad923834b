import type { IndicatorInfo } from '../../contract/model/indicator.ts';
import { QuantError } from '../error.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { IndicatorDefinition } from './define-indicator.ts';
import { atr } from './atr.ts';
import { bbands } from './bbands.ts';
import { ema } from './ema.ts';
import { max, min } from './rolling-extremes.ts';
import { rsi } from './rsi.ts';
import { sma } from './sma.ts';
import { stddev } from './stddev.ts';

const definitions: ReadonlyMap<string, IndicatorDefinition> = new Map([atr, bbands, ema, max, min, rsi, sma, stddev].map((one) => [one.info.name, one]));

/** Every indicator, by name. */
export const listIndicators = (): readonly IndicatorInfo[] => Array.from(definitions.values(), (one) => one.info);

/** An indicator by name; UNKNOWN_INDICATOR with the nearest name where there is none. */
export function findIndicator(name: string): IndicatorDefinition {
  const found = definitions.get(name);
  if (found !== undefined) return found;
  const nearest = nearestName(name, definitions.keys());
  throw new QuantError('UNKNOWN_INDICATOR', `There is no indicator ${name}${nearest === null ? '' : `; did you mean ${nearest}?`}`);
}
