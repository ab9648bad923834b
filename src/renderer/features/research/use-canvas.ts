import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useSettings } from '../../app/settings-store.ts';
import { readCanvasColors, type CanvasColors } from './canvas-colors.ts';

export type Size = { readonly width: number; readonly height: number };

/**
 * A canvas as large as the element around it, drawn again when its size, the look or `inputs` change: at most once a frame. Gives the
 * size in pixels of the page; 0 until it is known.
 */
export function useCanvas(box: RefObject<HTMLElement | null>, canvas: RefObject<HTMLCanvasElement | null>, draw: (context: CanvasRenderingContext2D, size: Size, colors: CanvasColors) => void, inputs: readonly unknown[]): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const look = useSettings((store) => `${store.settings.theme} ${store.settings.upDown}`);
  const latest = useRef(draw);
  latest.current = draw;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setSize((before) => (before.width === element.clientWidth && before.height === element.clientHeight ? before : { width: element.clientWidth, height: element.clientHeight }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [box]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d');
      if (context === null || context === undefined || size.width === 0 || size.height === 0) return;
      const ratio = devicePixelRatio;
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      if (context.canvas.width !== width) context.canvas.width = width;
      if (context.canvas.height !== height) context.canvas.height = height;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      latest.current(context, size, readCanvasColors());
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, size, look, ...inputs]);
  return size;
}
