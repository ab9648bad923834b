import { create } from 'zustand';
import type { Instrument, InstrumentId } from '../../../contract/model/instrument.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import type { Client } from '../../api/index.ts';
import { KeyedStore, useKeyed, useKeyedPart } from '../../app/keyed-store.ts';
import { tryUntilDone } from '../../app/try-until-done.ts';

type Instruments = { readonly all: readonly Instrument[]; readonly byId: ReadonlyMap<InstrumentId, Instrument>; readonly isLoaded: boolean; readonly error: string | null };

/** Everything that can be looked at. */
export const useInstruments = create<Instruments>(() => ({ all: [], byId: new Map(), isLoaded: false, error: null }));

/** Times a second that lines of prices change; more could not be read, and frames are the chart's. */
const linesPerSecond = 8;

/** Newest tickers; one stream feeds every panel. */
export const tickers = new KeyedStore<InstrumentId, Ticker>();

export const useTicker = (id: InstrumentId): Ticker | undefined => useKeyed(tickers, id);

/** One thing about a ticker; what shows it is drawn anew only when that has changed. */
export const useTickerPart = <Part extends string | number | boolean | null>(id: InstrumentId, read: (ticker: Ticker | undefined) => Part): Part => useKeyedPart(tickers, id, read);
export const useInstrument = (id: InstrumentId): Instrument | undefined => useInstruments((store) => store.byId.get(id));

/** Asks for the instruments again, as after an import. */
export async function loadInstruments(client: Client): Promise<readonly Instrument[]> {
  const all = await client.api.market.instruments({});
  useInstruments.setState({ all, byId: new Map(all.map((one) => [one.id, one])), isLoaded: true, error: null });
  return all;
}

/** Loads the instruments, tried until it works, and follows the prices of those that have any. Gives the function that stops it. */
export function followMarket(client: Client): () => void {
  let isStopped = false;
  let prices = { close() {} };
  const begin = async (): Promise<void> => {
    const all = await tryUntilDone(() => loadInstruments(client), () => !isStopped, () => useInstruments.setState({ error: 'The instruments could not be loaded; they are asked for again.' }));
    if (all === null || isStopped) return;
    const ids = all.filter((one) => one.isTradable).map((one) => one.id);
    prices = client.subscribe({
      kind: 'state',
      open: (api, signal) => api.market.watchTickers({ instrumentIds: ids, perSecond: linesPerSecond }, { signal }),
      onValue: (batch) => batch.forEach((ticker) => tickers.put(ticker.instrumentId, ticker)),
    });
  };
  void begin();
  return () => {
    isStopped = true;
    prices.close();
  };
}
