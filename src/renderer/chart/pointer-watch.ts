import type { IChartApiBase } from 'lightweight-charts';

/**
 * Takes the crosshair away when the pointer is elsewhere. The library does so when the pointer leaves a pane; from a pane that was
 * removed under the pointer it never leaves. Gives the function that ends the watch.
 */
export function clearWhenElsewhere<Time>(element: HTMLElement, chart: IChartApiBase<Time>, onPoint: (bar: null) => void): () => void {
  let isPointed = false;
  chart.subscribeCrosshairMove(({ time }) => {
    isPointed = time !== undefined;
  });
  const look = ({ target }: PointerEvent): void => {
    if (!isPointed || (target instanceof Node && element.contains(target))) return;
    isPointed = false;
    chart.clearCrosshairPosition();
    onPoint(null);
  };
  document.addEventListener('pointermove', look);
  return () => document.removeEventListener('pointermove', look);
}
