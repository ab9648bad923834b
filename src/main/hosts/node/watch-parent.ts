import { isAlive } from '../../adapters/store/index.ts';
import { toDisposable, type Disposable } from '../../core/kernel/index.ts';

const pollMs = 500;

/**
 * Calls once when the process that started this one is gone. A launcher that is killed cannot pass the word on, and its child
 * would go on holding the port and the data folder.
 * @param announced what the launcher wrote into TAPEDECK_PARENT: its process id, or anything for "my direct parent".
 */
export function watchParent(announced: string, onGone: () => void): Disposable {
  const directParent = process.ppid;
  const named = Number(announced);
  const parent = Number.isInteger(named) && named > 1 ? named : directParent;
  const timer = setInterval(() => {
    // Elsewhere than on Windows an orphan is given another parent at once; there its number stays and only its life tells.
    if (process.ppid === directParent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, pollMs);
  timer.unref();
  return toDisposable(() => clearInterval(timer));
}
