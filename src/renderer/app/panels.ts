import type { ComponentType } from 'react';

/** A panel that can be docked. Each feature hands its own over; the shell knows nothing else of it. */
export type PanelDefinition = {
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType;
  /** Stands in the tab behind the title: how many rows there are, say. */
  readonly badge?: ComponentType;
  /** Stands at the right of the header while the panel's tab is open. */
  readonly actions?: ComponentType;
  /** A hint for the palette. */
  readonly words?: string;
};
