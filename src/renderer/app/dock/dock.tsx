import { DockviewReact, type DockviewApi, type DockviewReadyEvent, type IDockviewHeaderActionsProps, type IDockviewPanelHeaderProps, type IDockviewPanelProps, type SerializedDockview } from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { registerCommands } from '../commands.ts';
import { PanelVisibility } from '../panel-visibility.tsx';
import type { PanelDefinition } from '../panels.ts';
import { useLeaving } from '../use-leaving.ts';
import './dock.css';
import { keepSizes } from './keep-sizes.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import { PanelTab } from './panel-tab.tsx';

export type DockProps = {
  readonly panels: readonly PanelDefinition[];
  /** The saved arrangement; null: none. One that does not fit any more gives way to the standard one. */
  readonly saved: string | null;
  readonly arrange: (api: DockviewApi) => void;
  /** The arrangement as JSON text, a moment after it was last changed. */
  readonly onChange: (layout: string) => void;
};

const theme = { name: 'tapedeck', className: 'tapedeck-dock', gap: 4, dndOverlayMounting: 'relative', dndPanelOverlay: 'group', tabGroupIndicator: 'none' } as const;
const restMs = 500;

/** Panels that can be dragged, split and stacked. */
export function Dock({ panels, saved, arrange, onChange }: DockProps) {
  const dock = useRef<DockviewApi | null>(null);
  /** Stores the arrangement, where it has changed since it was stored. */
  const unsaved = useRef<(() => void) | null>(null);
  const components = useMemo(
    () => Object.fromEntries(panels.map((panel) => [panel.id, ({ api }: IDockviewPanelProps) => (
      <PanelVisibility api={api}><PanelBoundary title={panel.title}><panel.component /></PanelBoundary></PanelVisibility>
    )])),
    [panels],
  );
  const Tab = useMemo(() => (props: IDockviewPanelHeaderProps) => <PanelTab {...props} panel={panels.find((one) => one.id === props.api.component)} />, [panels]);
  const Actions = useMemo(() => (props: IDockviewHeaderActionsProps) => {
    const panel = panels.find((one) => one.id === props.activePanel?.api.component);
    return panel?.actions === undefined ? null : <div className="dock-actions"><panel.actions /></div>;
  }, [panels]);

  const onReady = useCallback(({ api }: DockviewReadyEvent) => {
    dock.current = api;
    const stored = restore(api, saved, panels);
    const restored = stored === null ? null : api.toJSON();
    if (stored === null) {
      // What was restored of an arrangement that does not fit goes first.
      api.clear();
      arrange(api);
    }
    const save = (): void => {
      clearTimeout(timer);
      unsaved.current = null;
      const now = api.toJSON();
      const text = JSON.stringify(stored === null || restored === null ? now : keepSizes(now, restored, stored));
      if (text !== last) onChange((last = text));
    };
    let last = saved;
    let timer: ReturnType<typeof setTimeout> | undefined;
    api.onDidLayoutChange(() => {
      unsaved.current = save;
      clearTimeout(timer);
      timer = setTimeout(save, restMs);
    });
    // The arrangement is restored once; what it was made from stays as it is while the dock is there.
  }, []);

  // Before the dock is taken apart: afterwards it has groups without panels, which is no arrangement to come back to.
  useLayoutEffect(() => () => unsaved.current?.(), []);
  useLeaving(() => unsaved.current?.(), true);

  useEffect(() => registerCommands([
    ...panels.map((panel) => ({ id: `window.show-${panel.id}`, title: `Show ${panel.title}`, group: 'Window' as const, words: panel.words ?? '', run: () => show(dock.current, panel) })),
    { id: 'window.reset-layout', title: 'Reset the layout of this workspace', group: 'Window', run: () => { dock.current?.clear(); if (dock.current !== null) arrange(dock.current); } },
    { id: 'window.maximise', title: 'Maximise or restore the panel', group: 'Window', keys: 'Shift+Escape', run: () => toggleMaximised(dock.current) },
    { id: 'window.next-panel', title: 'Go to the next panel', group: 'Window', keys: 'F6', isGlobal: true, run: () => dock.current?.moveToNext({ includePanel: false }) },
  ]), [panels, arrange]);

  return <DockviewReact className="dock" theme={theme} components={components} defaultTabComponent={Tab} rightHeaderActionsComponent={Actions} onReady={onReady} disableFloatingGroups scrollbars="native" />;
}

/** The arrangement that was restored; null: none, or it does not fit. */
function restore(api: DockviewApi, saved: string | null, panels: readonly PanelDefinition[]): SerializedDockview | null {
  if (saved === null) return null;
  try {
    const layout = JSON.parse(saved) as SerializedDockview;
    const known = new Set(panels.map((panel) => panel.id));
    if (!Object.values(layout.panels).every((panel) => known.has(panel.contentComponent ?? ''))) return null;
    api.fromJSON(layout);
    return api.totalPanels > 0 ? layout : null;
  } catch {
    return null;
  }
}

function show(api: DockviewApi | null, panel: PanelDefinition): void {
  const open = api?.getPanel(panel.id);
  if (open === undefined) api?.addPanel({ id: panel.id, component: panel.id, title: panel.title });
  else open.api.setActive();
}

function toggleMaximised(api: DockviewApi | null): void {
  if (api === null) return;
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
  else api.activePanel?.api.maximize();
}
