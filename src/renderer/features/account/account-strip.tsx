import type { ReactNode } from 'react';
import { formatMoney, formatNumber } from '../../ui/format.ts';
import { LevelMeter } from '../../ui/level-meter.tsx';
import { Change, Label } from '../../ui/text.tsx';
import { usePositions } from '../positions/index.ts';
import styles from './account-strip.module.css';

/** The account at a glance, over everything. */
export function AccountStrip() {
  const account = usePositions((store) => store.accounts[0] ?? null);
  const equity = account?.equity ?? null;
  const gross = account?.grossExposure ?? null;
  const used = account?.marginUsed ?? null;
  return (
    <section className={styles.strip} aria-label="Account">
      <Figure name="Equity">{formatMoney(equity)}</Figure>
      <Figure name="Day P&L"><Change value={account?.dayPnl ?? null} hasArrow /> <small><Change value={account?.dayPnlShare ?? null} isPercent /></small></Figure>
      <Figure name="Unrealised"><Change value={account?.unrealisedPnl ?? null} /></Figure>
      <Figure name="Realised"><Change value={account?.realisedPnl ?? null} /></Figure>
      <Figure name="Cash">{formatMoney(account === null ? null : Number(account.cash))}</Figure>
      <Figure name="Gross exposure">{formatMoney(gross)} <small>{equity === null || gross === null || equity === 0 ? '' : `${formatNumber(gross / equity)}×`}</small></Figure>
      <Figure name="Buying power">{formatMoney(account === null ? null : Number(account.buyingPower))}</Figure>
      <div className={styles.meter}>
        <span><Label>Margin used</Label><b>{used === null ? '–' : `${formatNumber(used * 100, 1)}%`}</b></span>
        <LevelMeter label="Margin used" value={used} soft={0.6} hard={0.9} segments={60} />
      </div>
    </section>
  );
}

const Figure = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.figure}><Label>{name}</Label><b>{children}</b></div>
);
