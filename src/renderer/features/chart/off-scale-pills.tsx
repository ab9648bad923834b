import { useEffect, useRef, useState } from 'react';
import type { PriceChart } from '../../chart/index.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './chart.module.css';
import { findOffScale, type OffScale } from './off-scale.ts';

/** An order as its pill names it. */
export type PillLevel = { readonly id: string; readonly price: number; readonly side: 'buy' | 'sell'; readonly rest: string };

const mostPills = 3;
const none: OffScale = { above: [], below: [] };

/** Orders whose price is out of sight, at the edge beyond which it lies. */
export function OffScalePills({ chart, levels, places }: { readonly chart: PriceChart; readonly levels: readonly PillLevel[]; readonly places: number }) {
  const [off, setOff] = useState(none);
  const above = useRef<HTMLUListElement>(null);
  const below = useRef<HTMLUListElement>(null);

  // The scale tells nobody when it moves, so each frame looks; what changes seldom is drawn seldom.
  useEffect(() => {
    let frame = 0;
    let before = '';
    const place = (): void => {
      const height = chart.priceHeight;
      const found = findOffScale(levels.map(({ id, price }) => ({ id, price, y: chart.yOf(price) })), height);
      const key = JSON.stringify(found);
      if (key !== before) setOff(found);
      before = key;
      const right = `${chart.axisWidth + 4}px`;
      if (above.current !== null) above.current.style.right = right;
      if (below.current !== null) {
        below.current.style.right = right;
        below.current.style.top = `${height}px`;
      }
      frame = requestAnimationFrame(place);
    };
    place();
    return () => cancelAnimationFrame(frame);
  }, [chart, levels]);

  const listOf = (ids: readonly string[], arrow: string) => {
    const found = ids.flatMap((id) => levels.find((level) => level.id === id) ?? []);
    const rest = found.length - mostPills;
    return [
      ...found.slice(0, mostPills).map(({ id, side, rest: quantity, price }) => (
        <li key={id} className={cx(styles.pill, styles[side])}>{`${arrow} ${side === 'buy' ? 'BUY' : 'SELL'} ${quantity} @ ${formatNumber(price, places)}`}</li>
      )),
      ...(rest > 0 ? [<li key="rest" className={styles.pill}>{`${arrow} ${rest} more`}</li>] : []),
    ];
  };
  return (
    <>
      {off.above.length > 0 && <ul ref={above} className={styles.above} aria-label="Orders above the prices in sight">{listOf(off.above, '↑')}</ul>}
      {off.below.length > 0 && <ul ref={below} className={styles.below} aria-label="Orders below the prices in sight">{listOf(off.below, '↓')}</ul>}
    </>
  );
}
