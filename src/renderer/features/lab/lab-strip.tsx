import { useEffect } from 'react';
import { registerCommands } from '../../app/commands.ts';
import { lazyPanel } from '../../app/lazy-panel.tsx';
import { runLabCommand } from './lab-command.ts';
import { useLab } from './lab-store.ts';

const LoadedStrip = lazyPanel(() => import('./panels.ts').then((all) => all.RunStrip));

/** What is set, how the run goes, and the button that starts it. F5 while the lab is still being loaded starts the run once it is. */
export function RunStrip() {
  useEffect(() => registerCommands([runLabCommand(() => useLab.setState({ isWaiting: true }))]), []);
  return <LoadedStrip />;
}
