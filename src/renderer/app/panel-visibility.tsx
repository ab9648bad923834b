import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import type { DockviewPanelApi } from 'dockview-react';

const Visibility = createContext(true);

/** Whether the panel around is in sight. One behind another tab stays there as it was, and should ask for nothing that costs much. */
export const usePanelVisible = (): boolean => use(Visibility);

/** Tells what is inside whether its panel is in sight. */
export function PanelVisibility({ api, children }: { readonly api: DockviewPanelApi; readonly children: ReactNode }) {
  const [isVisible, setVisible] = useState(api.isVisible);
  useEffect(() => {
    setVisible(api.isVisible);
    const watching = api.onDidVisibilityChange((event) => setVisible(event.isVisible));
    return () => watching.dispose();
  }, [api]);
  return <Visibility value={isVisible}>{children}</Visibility>;
}
