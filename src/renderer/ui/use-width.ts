import { useLayoutEffect, useState, type RefObject } from 'react';

/** The width of an element, kept as it changes; 0 until it is known. `isThere`: the element is drawn, where it is not always. */
export function useWidth(element: RefObject<HTMLElement | null>, isThere = true): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    setWidth(target.clientWidth);
    return () => observer.disconnect();
  }, [element, isThere]);
  return width;
}
