import type { ContractRouterClient } from '@orpc/contract';
import type { Command } from 'commander';
import type { Contract } from '../../../../contract/api/index.ts';
import type { SeriesKey } from '../../../../contract/model/bar.ts';
import { instrumentIdSchema } from '../../../../contract/model/instrument.ts';
import { checkValue } from '../check-value.ts';
import { UsageError } from '../io.ts';
import { collect } from '../parse-options.ts';
import { readActions } from '../read-actions.ts';
import { parseInverse } from '../read-rates.ts';

/** What is known of stored series besides their bars, as it is typed. */
export type StoredExtrasOptions = { rates?: readonly string[]; actions?: readonly string[] };
type Extras = Pick<Parameters<ContractRouterClient<Contract>['backtests']['start']>[0], 'rates' | 'actions'>;

/** The flags of rates and actions of stored series. */
export const addStoredExtras = (command: Command): Command =>
  command
    .option('--rates <id>', 'stored series, of that timeframe, whose close is what a unit of the series\' currency is worth in that of the account, such as FILE:EURUSD; 1/FILE:EURUSD where it is the other way round. Of several series SYMBOL=FILE:EURUSD, once for each', collect)
    .option('--actions <actions.csv>', 'dividends and splits (columns date, type, value) of bars as they were traded; of several series SYMBOL=ACTIONS.csv, once for each', collect);

/** The rates and the actions of stored series; a usage error where it is not said of which. */
export async function readStoredExtras({ rates, actions }: StoredExtrasOptions, keys: readonly SeriesKey[], signal: AbortSignal): Promise<Extras> {
  const read = [];
  for (const text of actions ?? []) {
    const { key, rest } = ownerOf('--actions', text, keys);
    read.push({ of: key.instrumentId, actions: await readActions(rest, signal) });
  }
  const asked = (rates ?? []).map((text) => {
    const { key, rest } = ownerOf('--rates', text, keys);
    const { from, isInverted } = parseInverse(rest);
    return { of: key.instrumentId, series: { instrumentId: checkValue(instrumentIdSchema, '--rates', from), timeframe: key.timeframe }, isInverted };
  });
  return { ...(asked.length === 0 ? {} : { rates: asked }), ...(read.length === 0 ? {} : { actions: read }) };
}

/** Of which series something is said: the one that is named before an equals sign, or the only one. */
function ownerOf(flag: string, text: string, keys: readonly SeriesKey[]): { readonly key: SeriesKey; readonly rest: string } {
  const [first] = keys;
  const named = keys.find(({ instrumentId }) => text.startsWith(`${instrumentId}=`));
  if (named !== undefined) return { key: named, rest: text.slice(named.instrumentId.length + 1) };
  const names = [...new Set(keys.map(({ instrumentId }) => instrumentId))];
  if (first === undefined || names.length > 1) throw new UsageError(`${flag} ${text} does not say of which series; write ${names[0] ?? 'SYMBOL'}=${text}, with one of ${names.join(', ')}`);
  return { key: first, rest: text };
}
