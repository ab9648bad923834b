import { useCommands } from './commands.ts';
import { openWorkspace, useDesk, type WorkspaceName } from './desk-store.ts';

let forget = (): void => undefined;

/** Opens a workspace and brings one of its panels to the front, also one that had been closed. */
export function showPanel(workspace: WorkspaceName, panelId: string): void {
  forget();
  const isThere = useDesk.getState().workspace === workspace;
  openWorkspace(workspace);
  const show = (): boolean => {
    const command = useCommands.getState().commands.get(`window.show-${panelId}`);
    command?.run();
    return command !== undefined;
  };
  if (isThere && show()) return;
  // The panels of a workspace are there a moment after it was opened.
  const stopCommands = useCommands.subscribe(() => {
    if (useDesk.getState().workspace !== workspace || show()) forget();
  });
  forget = () => {
    stopCommands();
    forget = () => undefined;
  };
}
