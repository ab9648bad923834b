import type { Instrument } from '../../../contract/model/instrument.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';

/** Why nothing is offered, and what to do meanwhile. */
export function describeEmptyBook(session: Ticker['session'] | undefined, assetClass: Instrument['assetClass']): { readonly title: string; readonly text: string } {
  if (session === 'halted') return { title: 'Trading is halted', text: 'The book is empty until trading goes on. Other instruments trade meanwhile.' };
  return { title: 'The market is closed', text: `The book is empty until it opens.${assetClass === 'crypto' ? '' : ' Crypto trades around the clock.'}` };
}
