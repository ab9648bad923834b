import { guestUrl } from './guest-url.ts';

// It exports nothing: it gives `lockdown` and `Compartment` to the thread.
await import('ses');

const lines = new WeakMap<object, number>();
let isLocked = false;

/**
 * Freezes everything that code in this thread shares, takes its clock, its dice and its evaluators away, and keeps stacks to itself: from
 * then on code in a compartment can change nothing that other code sees. Once in a thread, before the first strategy of others is read.
 */
export function lockDown(): void {
  if (isLocked) return;
  isLocked = true;
  lockdown({
    errorTaming: 'safe', stackFiltering: 'verbose', localeTaming: 'safe', evalTaming: 'safe-eval', regExpTaming: 'safe', overrideTaming: 'min',
    consoleTaming: 'unsafe', domainTaming: 'unsafe', errorTrapping: 'none', unhandledRejectionTrapping: 'none', reporting: 'none',
  });
  // Of a stack only the line in the strategy is kept, and what code can read of it is the empty text.
  Error.prepareStackTrace = (error, sites) => {
    const site = sites.find((one) => one.getScriptNameOrSourceURL() === guestUrl);
    const line = site?.getLineNumber() ?? null;
    if (line !== null) lines.set(error, line);
    return '';
  };
}

/** Line of a strategy's file in which an error was made, or from which was called what made it; null where nothing is known. */
export function findLine(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  // Reading the stack is what has it prepared.
  void error.stack;
  return lines.get(error) ?? null;
}
