import type { StrategyCode } from '../../../../contract/model/strategy.ts';
import type * as guestParts from './guest-strategy.ts';
import type { StrategyDefinition } from '../../../../quant/engine/strategy.ts';
import type { TaskContext } from '../../../../quant/tasks.ts';

let parts: typeof guestParts | null = null;

/** Loads what strategies of others need, once in a thread, where a task's input holds one: a tenth of a second that no other task pays. */
export function prepareStrategies(input: unknown): Promise<void> | null {
  const code = typeof input === 'object' && input !== null && 'code' in input ? (input.code as StrategyCode | undefined) : undefined;
  if (code?.kind !== 'typescript' || parts !== null) return null;
  return load();
}

async function load(): Promise<void> {
  parts = await import('./guest-strategy.ts');
}

/** A strategy that somebody wrote, with the hash of its code. A StrategyFault with the line where it cannot be read. */
export function openStrategy(code: StrategyCode, { note = () => undefined }: Partial<TaskContext>, seed = 1): StrategyDefinition & { readonly codeHash: string } {
  if (parts === null) throw new Error('A strategy was to be read before what reads it was loaded.');
  return parts.openGuestStrategy(code, note, { seed });
}
