import type { Cursor } from '../engine/cursor.ts';
import type { StrategyDefinition } from '../engine/strategy.ts';

/** What a strategy did on the close of a bar: one order, change or cancellation in canonical words. */
export type Decision = { readonly bar: number; readonly text: string };

/** Calls by which a strategy acts; all others only look. */
const actions: ReadonlySet<string | symbol> = new Set(['buy', 'sell', 'close', 'cancelAll', 'cancel', 'modify', 'trail']);
/** Lists of things that can be acted on. */
const holdings: ReadonlySet<string | symbol> = new Set(['trades', 'orders']);

type Note = (text: string) => void;

/** NaN and infinities are told from null: what was asked for counts, not only what JSON has a word for. */
const write = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part)) ?? 'nothing';

/** The same object, but every action on it, and on what is held and pending, is noted. Reading costs and changes nothing. */
function watch<T extends object>(target: T, name: string, note: Note, of: (cursor: object) => object): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property, object);
      if (holdings.has(property) && Array.isArray(value)) return value.map((one: object, k) => watch(one, `${name}${String(property)}[${k}].`, note, of));
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (actions.has(property)) note(`${name}${String(property)} ${args.map(write).join(' ')}`);
        const answer: unknown = Reflect.apply(value, object, args);
        return property === 'of' && typeof answer === 'object' && answer !== null ? of(answer) : answer;
      };
    },
    set(object, property, value) {
      note(`${name}${String(property)} = ${write(value)}`);
      return Reflect.set(object, property, value, object);
    },
  });
}

/** A strategy that does the same, and a list to which every decision is added as it is made. */
export function recordDecisions(strategy: StrategyDefinition): { readonly strategy: StrategyDefinition; readonly decisions: Decision[] } {
  const decisions: Decision[] = [];
  // One for each cursor: strategies of others know a run by its cursor.
  const watched = new WeakMap<object, Cursor>();
  const of = (cursor: Cursor): Cursor => {
    const known = watched.get(cursor);
    if (known !== undefined) return known;
    const made = watch(cursor, `${cursor.symbol} `, (text) => void decisions.push({ bar: cursor.index, text }), (other) => of(other as Cursor));
    watched.set(cursor, made);
    return made;
  };
  return { strategy: { ...strategy, onBar: (cursor, params) => strategy.onBar(of(cursor), params) }, decisions };
}
