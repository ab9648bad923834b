import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { X } from 'lucide-react';
import type { PanelDefinition } from '../panels.ts';

/** The tab of a panel: its name, how much is in it, and a button that closes it. */
export const PanelTab = ({ api, panel }: IDockviewPanelHeaderProps & { readonly panel: PanelDefinition | undefined }) => (
  <div className="panel-tab" title={panel?.title}>
    <span>{panel?.title ?? api.title}</span>
    {panel?.badge !== undefined && <panel.badge />}
    <button
      type="button"
      className="panel-tab-close"
      aria-label={`Close ${panel?.title ?? 'panel'}`}
      tabIndex={-1}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => api.close()}
    >
      <X size={10} aria-hidden />
    </button>
  </div>
);
