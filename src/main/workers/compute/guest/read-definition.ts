import type { Param } from '../../../../contract/model/param.ts';
import type { StrategyInfo } from '../../../../contract/model/strategy.ts';
import { QuantError } from '../../../../quant/error.ts';
import { nearestName } from '../../../../quant/text/nearest-name.ts';
import { copyObject } from './copy-value.ts';

/** A function of the strategy's; nothing is known of what it gives. */
export type GuestFunction = (...args: readonly unknown[]) => unknown;

/** What `defineStrategy` was given, checked. */
export type GuestDefinition = {
  readonly info: StrategyInfo;
  readonly indicators: GuestFunction | null;
  readonly onBar: GuestFunction | null;
  readonly signals: GuestFunction | null;
  /** The state at the start as JSON. */
  readonly state: string;
};

const known = ['name', 'title', 'description', 'params', 'indicators', 'onBar', 'signals', 'state'];

/** Reads what `defineStrategy` was given, each property once. QuantError in one sentence where it is not a strategy. */
export function readDefinition(given: unknown): GuestDefinition {
  if (typeof given !== 'object' || given === null) throw refuse('defineStrategy takes an object such as { name, onBar(c) { … } }.');
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const nearest = nearestName(key, known);
    throw refuse(`A strategy has no ${key}; ${nearest === null ? `it has ${known.join(', ')}.` : `did you mean ${nearest}?`}`);
  }
  const { name, title, description, params, indicators, onBar, signals, state } = given as Readonly<Record<string, unknown>>;
  const [hasBar, hasSignals] = [onBar !== undefined, signals !== undefined];
  if (hasBar === hasSignals) throw refuse(hasBar ? 'A strategy has onBar or signals, not both.' : 'A strategy needs onBar(c, p) { … } or signals(columns, p) { … }.');
  const label = readText(name, 'name', 64);
  if (label === '') throw refuse('A strategy needs a name.');
  return {
    info: {
      name: label, title: readText(title, 'title', 120) || label, family: 'own', params: readParams(params), vectorised: hasSignals,
      description: readText(description, 'description', 1_000),
    },
    indicators: readFunction(indicators, 'indicators'), onBar: readFunction(onBar, 'onBar'), signals: readFunction(signals, 'signals'), state: readState(state),
  };
}

const refuse = (message: string): QuantError => new QuantError('STRATEGY_INVALID', message);

function readText(value: unknown, what: string, most: number): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && value.length <= most && !/\p{Cc}/u.test(value)) return value.trim();
  throw refuse(`The ${what} of a strategy is one line of text of at most ${most} letters.`);
}

function readFunction(value: unknown, what: string): GuestFunction | null {
  if (value === undefined) return null;
  if (typeof value === 'function') return value as GuestFunction;
  throw refuse(`${what} of a strategy is a function.`);
}

/** Parameters with their ranges; whole numbers where default, least and most are whole and nothing else is said. */
function readParams(given: unknown): Param[] {
  if (given === undefined) return [];
  const params = Object.entries(copyObject(given, 'params'));
  if (params.length > 64) throw refuse(`A strategy has at most 64 parameters, not ${params.length}.`);
  return params.map(([name, value]) => {
    if (!/^[A-Za-z_$][\w$]{0,63}$/.test(name)) throw refuse(`A parameter cannot be called ${JSON.stringify(name)}; use letters and digits.`);
    const { default: byDefault, min = -1e12, max = 1e12, title = name, integer, ...others } = typeof value === 'number' ? { default: value } : copyObject(value, `Parameter ${name}`);
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw refuse(`Parameter ${name} has ${unknown}; a parameter has default, min, max, title and integer.`);
    if (typeof byDefault !== 'number' || typeof min !== 'number' || typeof max !== 'number' || !(min <= byDefault && byDefault <= max)) {
      throw refuse(`Parameter ${name} needs numbers: a default from min to max.`);
    }
    const isInteger = integer === undefined ? Number.isInteger(byDefault) && Number.isInteger(min) && Number.isInteger(max) : integer === true;
    return { name, title: readText(title, 'title of a parameter', 120), default: byDefault, min, max, isInteger };
  });
}

/** The state at the start, as an object or as a function that gives one. */
function readState(given: unknown): string {
  if (given === undefined) return '{}';
  return JSON.stringify(copyObject(typeof given === 'function' ? (given as GuestFunction)() : given, 'state'));
}
