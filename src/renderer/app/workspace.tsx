import type { DockviewApi } from 'dockview-react';
import { useDesk, type WorkspaceName } from './desk-store.ts';
import { Failed, Loading } from '../ui/panel-state.tsx';
import { Dock } from './dock/dock.tsx';
import { useLink } from './link-store.ts';
import { panelsOf } from './panel-list.ts';
import { arrangements } from './arrangements.ts';
import { useLayout } from './use-layout.ts';

/** The panels of the open workspace, as they were left. */
export function Workspace() {
  const name = useDesk((desk) => desk.workspace);
  return <OpenWorkspace key={name} name={name} />;
}

function OpenWorkspace({ name }: { readonly name: WorkspaceName }) {
  const layout = useLayout(name);
  const isLost = useLink((link) => link.state === 'lost');
  if (!layout.isLoaded) {
    if (layout.error === null && !isLost) return <Loading rows={8} label="Opening the workspace" />;
    return <Failed title="The workspace is not there yet">{layout.error ?? 'The connection to Tapedeck is lost.'} It opens by itself as soon as Tapedeck answers.</Failed>;
  }
  return <Dock panels={panelsOf[name]} saved={layout.saved} arrange={arrangements[name] as (api: DockviewApi) => void} onChange={layout.save} />;
}
