import { useLayoutEffect, useRef } from 'react';
import type { InstrumentId } from '../../../contract/model/instrument.ts';
import type { Ticker } from '../../../contract/model/ticker.ts';
import { cx } from '../../ui/cx.ts';
import { directionClass } from '../../ui/text.tsx';
import { tickers } from '../market/index.ts';
import styles from './watchlist.module.css';

/** How a figure of a ticker looks: its text, and in whose direction it is coloured or washed. */
export type Look = {
  readonly text: string;
  /** Coloured by its sign. */
  readonly direction?: number | null;
  /** Washed for a moment in the colour of its last move. */
  readonly flash?: number | null;
  readonly title?: string;
};

/** More changes than this in a second and the washes would be a flicker: then there are none. */
const mostPerSecond = 3;
const washMs = 160;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * A figure of a ticker, written straight into the page when it changes. A watchlist has a hundred of them that change many times a
 * second, and drawing the list anew for each would take the frames from the chart.
 */
export function LiveCell({ id, read, className }: { readonly id: InstrumentId; readonly read: (ticker: Ticker | undefined) => Look; readonly className?: string | undefined }) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const span = element.current;
    if (span === null) return;
    const words = span.firstChild as Text | null ?? span.appendChild(document.createTextNode(''));
    let shown: Look | null = null;
    let washes: readonly number[] = [];
    const write = (): void => {
      const look = read(tickers.get(id));
      const before = shown;
      shown = look;
      if (look.text !== before?.text) words.data = look.text;
      if (look.title !== before?.title) span.title = look.title ?? '';
      const color = cx(styles.live, className, directionClass(look.direction ?? null));
      if (span.className !== color) span.className = color;
      const [from, to] = [before?.flash ?? null, look.flash ?? null];
      if (from === null || to === null || from === to) return;
      const now = performance.now();
      washes = [...washes.filter((moment) => now - moment < 1_000), now];
      if (washes.length <= mostPerSecond && !stillness.matches) wash(span, to > from);
    };
    write();
    return tickers.subscribe(id, write);
  }, [id, read, className]);
  return <span ref={element} className={cx(styles.live, className)} />;
}

const wash = (span: HTMLElement, isUp: boolean): void =>
  void span.animate([{ backgroundColor: `var(${isUp ? '--up-wash' : '--down-wash'})` }, { backgroundColor: 'transparent' }], { duration: washMs, easing: 'ease-out' });
