import { Badge } from '../../ui/badge.tsx';
import { useStaleAge } from './feed-age.ts';
import styles from './stale-mark.module.css';

/** Said beside prices that have stopped coming: STALE, and how old they are. Nothing while they come. */
export function StaleMark() {
  const age = useStaleAge();
  return age === null ? null : <span className={styles.mark} title={`No new price came for ${age}; the market may be elsewhere by now.`}><Badge kind="stale">STALE {age}</Badge></span>;
}

/** The same as a sentence among the checks of an order. */
export function StaleWarning() {
  const age = useStaleAge();
  return age === null ? null : <li className={styles.warning}>⚠ Prices are {age} old</li>;
}
