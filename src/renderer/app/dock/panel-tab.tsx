import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PanelDefinition } from '../panels.ts';

/**
 * The tab of a panel: its name, how much is in it, and a cross that closes it. The cross is for the mouse; a tab that has the focus
 * is closed with Delete, since a button inside a tab is none to a screen reader.
 */
export function PanelTab({ api, panel }: IDockviewPanelHeaderProps & { readonly panel: PanelDefinition | undefined }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tab = element.current?.closest('[role=tab]');
    const onKeyDown = (event: Event): void => {
      if (event.target === tab && (event as KeyboardEvent).key === 'Delete') api.close();
    };
    tab?.addEventListener('keydown', onKeyDown);
    return () => tab?.removeEventListener('keydown', onKeyDown);
  }, [api]);
  return (
    <div ref={element} className="panel-tab" title={panel?.title}>
      <span>{panel?.title ?? api.title}</span>
      {panel?.badge !== undefined && <panel.badge />}
      <span className="panel-tab-close" aria-hidden title={`Close ${panel?.title ?? 'panel'} (Del)`} onPointerDown={(event) => event.stopPropagation()} onClick={() => api.close()}>
        <X size={10} aria-hidden />
      </span>
    </div>
  );
}
