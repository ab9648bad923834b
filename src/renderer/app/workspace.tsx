import type { DockviewApi } from 'dockview-react';
import { useDesk, type WorkspaceName } from './desk-store.ts';
import { Dock } from './dock/dock.tsx';
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
  if (!layout.isLoaded) return null;
  return <Dock panels={panelsOf[name]} saved={layout.saved} arrange={arrangements[name] as (api: DockviewApi) => void} onChange={layout.save} />;
}
