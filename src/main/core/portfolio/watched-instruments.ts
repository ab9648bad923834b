import type { InstrumentId } from '../../../contract/model/instrument.ts';
import { Disposer, type Disposable, type Log } from '../kernel/index.ts';
import type { PortfolioMarket } from './ports.ts';

/** The instruments of which one watcher of the portfolio wants to hear, their sessions held. */
export class WatchedInstruments implements Disposable {
  readonly #market: PortfolioMarket;
  readonly #log: Log;
  readonly #ids = new Set<InstrumentId>();
  readonly #held = new Disposer();

  constructor(market: PortfolioMarket, log: Log) {
    this.#market = market;
    this.#log = log;
  }

  has(id: InstrumentId): boolean {
    return this.#ids.has(id);
  }

  /** Resolves when the sessions of the new ones are known or cannot be had; false when none is new. */
  async add(ids: readonly InstrumentId[]): Promise<boolean> {
    const added = [...new Set(ids)].filter((id) => !this.#ids.has(id));
    for (const id of added) this.#ids.add(id);
    await Promise.all(added.map((id) => this.#hold(id)));
    return added.length > 0;
  }

  dispose(): void {
    this.#held.dispose();
  }

  async #hold(id: InstrumentId): Promise<void> {
    try {
      await this.#held.own(this.#market.holdSessions([id])).ready;
    } catch (error) {
      this.#log.warn('The day of an instrument is not known, so what it gained in it is not told', { instrumentId: id, error });
    }
  }
}
