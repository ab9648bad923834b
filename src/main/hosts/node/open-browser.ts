import { spawn } from 'node:child_process';

export type Surroundings = { readonly platform: NodeJS.Platform; readonly environment: Readonly<Record<string, string | undefined>> };

/** Whether somebody sits before a screen on which a browser could open. */
export function hasScreen({ platform, environment }: Surroundings): boolean {
  if (isSet(environment['CI'])) return false;
  return platform === 'win32' || platform === 'darwin' || isSet(environment['DISPLAY']) || isSet(environment['WAYLAND_DISPLAY']);
}

/** Opens an address in the user's browser. That it cannot is no reason not to start: the address is printed anyway. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [command, ...args] = openers[platform] ?? ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false' && value !== '0';

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  // The first word in quotes after start would be taken for a window title.
  win32: ['cmd', '/c', 'start', '""'],
};
