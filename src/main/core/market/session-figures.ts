import type { Bar, BarPage, LiveBar, SeriesKey } from '../../../contract/model/bar.ts';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { timeframe } from '../../../contract/model/timeframe.ts';
import { epochMs } from '../../../contract/model/units.ts';
import { toDisposable, type Disposable } from '../kernel/index.ts';
import type { LiveBars, OpenBars } from './live-bars.ts';

/** The current or last session of an instrument, and how the one before ended. */
export type SessionFigures = { readonly bar: Bar | null; readonly previousClose: number | null };

type Held = { readonly id: InstrumentId; readonly bars: OpenBars; ready: Promise<void>; figures: SessionFigures; holders: number };
type LoadHistory = (key: SeriesKey, options: { readonly beforeMs: null; readonly limit: number }) => Promise<BarPage>;

const day = timeframe('1d');

/**
 * Figures of sessions: a session is a bar of a day, taken from history once and kept by the trades from then on, for as long as
 * somebody wants them. A new session begins with its first trade; until then the figures are those of the last.
 */
export class SessionBoard {
  readonly #liveBars: LiveBars;
  readonly #loadHistory: LoadHistory;
  readonly #held = new Map<InstrumentId, Held>();

  constructor(liveBars: LiveBars, loadHistory: LoadHistory) {
    this.#liveBars = liveBars;
    this.#loadHistory = loadHistory;
  }

  /** What is known now of an instrument that is held. */
  get(id: InstrumentId): SessionFigures {
    return this.#held.get(id)?.figures ?? { bar: null, previousClose: null };
  }

  /** Keeps the figures of these instruments up to date until disposed; `ready` when they are known. */
  hold(ids: readonly InstrumentId[]): Disposable & { readonly ready: Promise<void> } {
    const held = ids.map((id) => this.#hold(id));
    const release = toDisposable(() => held.forEach((one) => this.#release(one)));
    return { ready: allOf(held.map((one) => one.ready)), dispose: release.dispose };
  }

  #hold(id: InstrumentId): Held {
    const known = this.#held.get(id);
    if (known !== undefined) {
      known.holders += 1;
      return known;
    }
    const bars = this.#liveBars.open({ instrumentId: id, timeframe: day }, (bar) => {
      held.figures = advance(held.figures, bar);
    });
    const held: Held = { id, bars, ready: Promise.resolve(), figures: { bar: null, previousClose: null }, holders: 1 };
    held.ready = this.#seed(id, held);
    // Whoever holds it hears of the failure; nobody may be left by then.
    held.ready.catch(() => {});
    this.#held.set(id, held);
    return held;
  }

  async #seed(id: InstrumentId, held: Held): Promise<void> {
    await held.bars.ready;
    const first = held.bars.forming ?? held.figures.bar;
    const page = await this.#loadHistory({ instrumentId: id, timeframe: day }, { beforeMs: null, limit: 3 });
    const past = page.time.flatMap((time, i) => (first === null || time < first.time ? barAt(page, i) : []));
    const { figures } = held;
    if (first === null && figures.bar === null) held.figures = { bar: past.at(-1) ?? null, previousClose: past.at(-2)?.close ?? null };
    else held.figures = { bar: figures.bar ?? first, previousClose: figures.previousClose ?? past.at(-1)?.close ?? null };
  }

  #release(held: Held): void {
    held.holders -= 1;
    if (held.holders > 0) return;
    held.bars.dispose();
    if (this.#held.get(held.id) === held) this.#held.delete(held.id);
  }
}

async function allOf(promises: readonly Promise<void>[]): Promise<void> {
  await Promise.all(promises);
}

/** A bar of a later day begins a session: what the last one closed at is the close before it. */
function advance({ bar, previousClose }: SessionFigures, next: LiveBar): SessionFigures {
  return { bar: next, previousClose: bar !== null && next.time > bar.time ? bar.close : previousClose };
}

const barAt = ({ time, open, high, low, close, volume }: BarPage, i: number): Bar =>
  ({ time: epochMs(time[i] as number), open: open[i] as number, high: high[i] as number, low: low[i] as number, close: close[i] as number, volume: volume[i] as number });
