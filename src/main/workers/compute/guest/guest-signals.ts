import type { BarColumns } from '../../../../contract/model/bar.ts';
import type { Cursor } from '../../../../quant/engine/cursor.ts';
import { buyIntent, intent, sellIntent } from '../../../../quant/engine/signals.ts';
import type { StrategyParams } from '../../../../quant/engine/strategy.ts';
import { QuantError } from '../../../../quant/error.ts';
import { hash } from '../../../../quant/random/index.ts';
import { codePlace } from '../../../../quant/strategies/code-place.ts';
import type { GuestStrategy } from './guest-strategy.ts';
import type { Guest } from './open-guest.ts';
import type { GuestFunction } from './read-definition.ts';
import { readIndicators } from './read-indicators.ts';

const barColumns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
/** How often the columns are cut short, to see whether an answer was made with what came later. */
const cuts = 20;

type Columns = Readonly<Record<string, Float64Array>>;

/**
 * A strategy that answers for all bars at once: for each the position it wants on the close, above 0 long, below 0 short, 0 none, and nothing
 * (NaN, null, undefined) to leave it. Each change of that is an order. What it says of a bar must be the same when the bars after it are left out.
 */
export function openVectorised(guest: Guest, seed: number): GuestStrategy<'intents'> {
  const signals = guest.definition.signals as GuestFunction;

  function intentsOf(bars: BarColumns, params: StrategyParams): Float64Array {
    const sources = Object.entries(readIndicators(guest, params));
    const clash = sources.find(([name]) => barColumns.some((one) => one === name));
    if (clash !== undefined) throw guest.fault(new QuantError('INDICATOR_INVALID', `An indicator cannot be called ${clash[0]}, as a column of the bars is; give it another name.`));
    const columns: Columns = Object.fromEntries([...barColumns.map((name): [string, Float64Array] => [name, bars[name]]), ...sources.map(([name, source]): [string, Float64Array] => [name, source.compute(bars)])]);
    const given = harden({ ...params });
    const answer = (count: number): Float64Array => {
      // Copies of the strategy's own: it may write into them, and they lie on no memory that threads share.
      const own = Object.freeze(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, new Float64Array(column.subarray(0, count))])));
      return readPositions(guest, guest.call(signals, [own, given], codePlace.signals), count);
    };
    const wanted = answer(bars.time.length);
    for (const count of chooseCuts(bars.time.length, seed)) checkCut(guest, bars.time, wanted, answer(count));
    return toIntents(wanted);
  }

  return {
    info: guest.definition.info, codeHash: guest.codeHash,
    indicators: (params) => ({ intents: (bars) => intentsOf(bars, params) }),
    onBar: (cursor) => act(cursor, cursor.ind.intents.value),
    signals(columns, params, out) {
      const intents = columns.column(`${guest.codeHash} ${JSON.stringify(params)}`, (bars) => intentsOf(bars, params));
      for (let i = 0; i < intents.length; i++) {
        const bits = intents[i] ?? 0;
        if (bits > 0) out.add(i, bits);
      }
    },
    saveState: () => '{}',
  };
}

function act(c: Cursor, bits: number): void {
  if (bits === 0) return;
  if ((bits & (c.isFlat ? intent.buyWhenFlat : intent.buyWhenHolding)) !== 0) c.buy();
  if ((bits & (c.isFlat ? intent.sellWhenFlat : intent.sellWhenHolding)) !== 0) c.sell();
  if ((bits & intent.closeWhenHolding) !== 0 && !c.isFlat) c.close();
}

/** The answer as numbers: 1, 0, −1, or NaN to leave things as they are. */
function readPositions(guest: Guest, answer: unknown, count: number): Float64Array {
  const refuse = (why: string): never => {
    throw guest.fault(new QuantError('SIGNALS_INVALID', `signals must give a list with a number for each of the ${count} bars; ${why}.`));
  };
  const list = answer as ArrayLike<unknown>;
  if (!Array.isArray(answer) && !(answer instanceof Float64Array) && !(answer instanceof Int8Array) && !(answer instanceof Int32Array)) return refuse('it gave something else');
  if (list.length !== count) return refuse(`it gave ${list.length}`);
  const positions = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = list[i];
    if (value === null || value === undefined) positions[i] = Number.NaN;
    else if (typeof value === 'number') positions[i] = Math.sign(value);
    else return refuse(`that of bar ${i} is a ${typeof value}`);
  }
  return positions;
}

/** Where the columns are cut: places drawn by the seed, all of them where there are few. */
function chooseCuts(count: number, seed: number): readonly number[] {
  if (count <= cuts) return Array.from({ length: Math.max(0, count - 1) }, (_, k) => k + 1);
  return Array.from({ length: cuts }, (_, k) => 1 + (hash(seed, k, count) % (count - 1)));
}

function checkCut(guest: Guest, time: Float64Array, whole: Float64Array, cut: Float64Array): void {
  for (let bar = 0; bar < cut.length; bar++) {
    if (Object.is(whole[bar], cut[bar]) || whole[bar] === cut[bar]) continue;
    const reason = `signals says ${describe(whole[bar])} with all bars and ${describe(cut[bar])} with only the first ${cut.length}: it uses what comes later. Say of a bar only what is known on its close.`;
    throw guest.fault(new QuantError('SIGNALS_LOOK_AHEAD', reason), { bar, timeMs: time[bar] ?? Number.NaN });
  }
}

const describe = (position = Number.NaN): string => (Number.isNaN(position) ? 'nothing' : position > 0 ? 'long' : position < 0 ? 'short' : 'flat');

/** Bits of intents where the wanted position changes; NaN before it is first said. */
function toIntents(wanted: Float64Array): Float64Array {
  const intents = new Float64Array(wanted.length);
  let present = 0;
  let isSaid = false;
  for (let i = 0; i < wanted.length; i++) {
    const next = wanted[i] ?? Number.NaN;
    isSaid ||= !Number.isNaN(next);
    if (Number.isNaN(next) || next === present) intents[i] = isSaid ? 0 : Number.NaN;
    else {
      intents[i] = next > 0 ? buyIntent : next < 0 ? sellIntent : intent.closeWhenHolding;
      present = next;
    }
  }
  return intents;
}
