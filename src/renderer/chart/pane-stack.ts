import type { IChartApi, IPaneApi, Time } from 'lightweight-charts';
import { pricesPane, type PanePlan } from './plan.ts';

export type PanePlace = { readonly id: string; readonly top: number; readonly height: number };

/** The panes of a chart from the top down: that of the prices, and those of indicators under it. */
export class PaneStack {
  readonly #chart: IChartApi;
  readonly #onMove: () => void;
  readonly #panes = new Map<string, IPaneApi<Time>>();
  /** Heights of the panes as they were arranged. */
  readonly #shares = new Map<string, number>();
  readonly #sizes = new ResizeObserver(() => this.#measure());
  #places: readonly PanePlace[] = [];
  #isDisposed = false;

  /** @param onMove hears when a pane has another place or height. */
  constructor(chart: IChartApi, onMove: () => void) {
    this.#chart = chart;
    this.#onMove = onMove;
    this.observe();
  }

  /** In pixels of the chart. */
  get places(): readonly PanePlace[] {
    return this.#places;
  }

  /** Heights of panes that were dragged since they were arranged, where that of the prices is 1. */
  get draggedShares(): Readonly<Record<string, number>> {
    if (this.#isDisposed) return {};
    const whole = this.#chart.panes()[0]?.getStretchFactor() ?? 1;
    const now = [...this.#panes].map(([id, pane]) => [id, Math.round((pane.getStretchFactor() / whole) * 1_000) / 1_000] as const);
    return Object.fromEntries(now.filter(([id, share]) => Math.abs(share - (this.#shares.get(id) ?? share)) > 0.002));
  }

  /** Where a pane is from the top; one that there is not is that of the prices. */
  indexOf(id: string): number {
    return this.#panes.get(id)?.paneIndex() ?? 0;
  }

  /** Makes these panes and no others, in this order. */
  arrange(wanted: readonly PanePlan[]): void {
    for (const [id, pane] of this.#panes) {
      if (wanted.some((one) => one.id === id)) continue;
      this.#chart.removePane(pane.paneIndex());
      this.#panes.delete(id);
    }
    wanted.forEach(({ id, share }, place) => {
      const pane = this.#panes.get(id) ?? this.#chart.addPane(true);
      this.#panes.set(id, pane);
      if (pane.paneIndex() !== place + 1) pane.moveTo(place + 1);
      pane.setStretchFactor(share);
      this.#shares.set(id, share);
    });
    if (wanted.length > 0) this.#chart.panes()[0]?.setStretchFactor(1);
  }

  /** Looks at the sizes of the panes from the next frame on: the chart library makes their elements with it. */
  observe(): void {
    requestAnimationFrame(() => {
      if (this.#isDisposed) return;
      this.#sizes.disconnect();
      for (const pane of this.#chart.panes()) {
        const element = pane.getHTMLElement();
        if (element !== null) this.#sizes.observe(element);
      }
      this.#measure();
    });
  }

  /** Forgets all of it: the chart takes its panes away itself. */
  dispose(): void {
    this.#isDisposed = true;
    this.#sizes.disconnect();
    this.#panes.clear();
  }

  #measure(): void {
    if (this.#isDisposed) return;
    const ids = new Map([...this.#panes].map(([id, pane]) => [pane.paneIndex(), id]));
    let top = 0;
    const places = this.#chart.panes().map((pane, index): PanePlace => {
      const height = pane.getHeight();
      const place = { id: index === 0 ? pricesPane : (ids.get(index) ?? ''), top, height };
      // One pixel parts two panes.
      top += height + 1;
      return place;
    });
    if (JSON.stringify(places) === JSON.stringify(this.#places)) return;
    this.#places = places;
    this.#onMove();
  }
}
