import type { Instrument } from '../../../contract/model/instrument.ts';
import type { OrderPreview } from '../../../contract/model/order-preview.ts';
import { useConnection } from '../../app/client-context.tsx';
import { formatMoney, formatPercent, formatSignedQuantity } from '../../ui/format.ts';
import { LevelMeter } from '../../ui/level-meter.tsx';
import { KeyValue, Label } from '../../ui/text.tsx';
import { StaleWarning } from '../market/index.ts';
import styles from './ticket.module.css';

/** The order's effect before it is sent: cost, buying power, weight, and the checks that it passes. A refusal stands at the button. */
export function Preview({ preview, instrument }: { readonly preview: OrderPreview | null; readonly instrument: Instrument }) {
  const isOpen = useConnection() === 'open';
  if (preview === null) return <p className={styles.hint}>{isOpen ? 'Fill in the ticket to see what the order would do.' : 'No connection: what the order would do is asked when it is back.'}</p>;
  const { estimate, sentence, notes } = preview;
  return (
    <>
      {estimate !== null && (
        <>
          <div className={styles.heading}><Label>If filled</Label><Label>Estimate</Label></div>
          <dl>
            <KeyValue name="Value + fees">{formatMoney(Number(estimate.value))} <span className={styles.quiet}>+ {formatMoney(Number(estimate.commission))}</span></KeyValue>
            <KeyValue name={`${instrument.symbol} held`}>{signedOrNone(estimate.positionBefore)} → {signedOrNone(estimate.positionAfter)}</KeyValue>
          </dl>
          <div className={styles.heading}><Label>Effect on risk</Label><Label>Now → after</Label></div>
          <dl>
            <KeyValue name="Buying power">{formatMoney(Number(estimate.buyingPowerBefore))} → {formatMoney(Number(estimate.buyingPowerAfter))}</KeyValue>
          </dl>
          <Bar label="Buying power used" before={0} after={usedShare(estimate)} />
          <dl>
            <KeyValue name={`${instrument.symbol} weight`}>{formatPercent(estimate.weightBefore, 1)} → {formatPercent(estimate.weightAfter, 1)}</KeyValue>
          </dl>
          <Bar label={`Weight of ${instrument.symbol}`} before={Math.abs(estimate.weightBefore ?? 0)} after={Math.abs(estimate.weightAfter ?? 0)} />
        </>
      )}
      <div className={styles.heading}><Label>Checks before sending</Label></div>
      <ul className={styles.checks}>
        <StaleWarning />
        {sentence === null && <li className={styles.passed}>✓ The risk gate lets it through</li>}
        {notes.map((note) => <li key={note}>✓ {note}</li>)}
      </ul>
    </>
  );
}

const signedOrNone = (decimal: string): string => (Number(decimal) === 0 ? '0' : formatSignedQuantity(decimal));

const usedShare = ({ buyingPowerBefore, buyingPowerAfter }: NonNullable<OrderPreview['estimate']>): number => {
  const before = Number(buyingPowerBefore);
  return before <= 0 ? 1 : Math.max(0, 1 - Number(buyingPowerAfter) / before);
};

const Bar = ({ label, before, after }: { readonly label: string; readonly before: number; readonly after: number }) => (
  <div className={styles.bar}><LevelMeter label={label} value={Math.min(before, after)} after={Math.max(before, after)} segments={54} soft={0.6} hard={0.9} /></div>
);
