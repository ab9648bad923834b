import { useState } from 'react';
import type { PaperComparison, PaperSession } from '../../../contract/model/paper-session.ts';
import { useClient } from '../../app/client-context.tsx';
import { sentenceOf } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/field.tsx';
import { formatNumber, formatSigned } from '../../ui/format.ts';
import { Loading } from '../../ui/panel-state.tsx';
import { Label } from '../../ui/text.tsx';
import { GapWaterfall } from '../comparison/index.ts';
import styles from './paper-sessions.module.css';
import { percentOfShare, shareOfPercent, shortHash } from './session-words.ts';

type Rate = 'commissionRate' | 'spreadRate' | 'slippageRate';
const rates: readonly (readonly [Rate, string])[] = [['commissionRate', 'Commission %'], ['spreadRate', 'Spread %'], ['slippageRate', 'Slippage %']];

/** The session against a backtest over the very bars that it recorded: the same to the byte, or where other costs make the difference. */
export function ComparedSession({ session: { sessionId, settings } }: { readonly session: PaperSession }) {
  const client = useClient();
  const [typed, setTyped] = useState<Readonly<Partial<Record<Rate, string>>>>({});
  const [state, setState] = useState<'none' | 'busy' | 'done'>('none');
  const [value, setValue] = useState<PaperComparison | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const textOf = (rate: Rate): string => typed[rate] ?? percentOfShare(settings[rate]);
  const isFine = rates.every(([rate]) => shareOfPercent(textOf(rate)) !== null);
  const compare = async (): Promise<void> => {
    setState('busy');
    setFault(null);
    try {
      const changed = Object.fromEntries(rates.map(([rate]) => [rate, shareOfPercent(textOf(rate)) ?? settings[rate]]));
      setValue(await client.api.paperSessions.compare({ sessionId, ...changed, onlyDifferent: true, limit: 0 }));
    } catch (error) {
      setFault(sentenceOf(error));
    }
    setState('done');
  };
  return (
    <section className={styles.part} aria-label="Against a backtest">
      <header className={styles.partHead}><Label>Against a backtest over its bars</Label></header>
      <form className={styles.costs} onSubmit={(event) => { event.preventDefault(); if (isFine) void compare(); }}>
        {rates.map(([rate, title]) => <NumberField key={rate} label={title} step="0.01" value={textOf(rate)} fault={shareOfPercent(textOf(rate)) === null ? 'From 0 to 50.' : null} onChange={(text) => setTyped({ ...typed, [rate]: text })} />)}
        <Button type="submit" disabled={!isFine || state === 'busy'}>Compare with a backtest</Button>
      </form>
      {state === 'busy' ? <Loading rows={2} label="Comparing the session" /> : fault !== null ? <p className={styles.fault} role="alert">⚠ {fault}</p> : value !== null && <Outcome value={value} />}
    </section>
  );
}

function Outcome({ value: { isSame, sentence, changed, firstDifference, comparison, session, backtest } }: { readonly value: PaperComparison }) {
  if (isSame) return <p className={styles.pass} role="status">✓ {sentence} <span className={styles.quiet}>Both hashes begin with {shortHash(session.hash)}.</span></p>;
  const { gap, counts } = comparison;
  return (
    <div className={styles.outcome}>
      <p className={changed.length === 0 ? styles.warn : undefined} role="status">{changed.length === 0 ? '△ ' : ''}{sentence} <b>{formatSigned(gap)}</b> from the session to the backtest: {formatNumber(counts.same, 0)} trades alike, {formatNumber(counts.different, 0)} different, {formatNumber(counts.onlyA, 0)} only in the session, {formatNumber(counts.onlyB, 0)} only in the backtest.</p>
      <GapWaterfall comparison={comparison} names={['Session on paper', 'Backtest']} />
      {firstDifference !== null && <details className={styles.lineOf}><summary>The first line that differs ({shortHash(session.hash)} and {shortHash(backtest.hash)})</summary><p><code>{firstDifference.session ?? 'no such line'}</code></p><p><code>{firstDifference.backtest ?? 'no such line'}</code></p></details>}
    </div>
  );
}
