import type { StrategyCode } from '../../../../contract/model/strategy.ts';
import { StrategyFault, type FaultPlace } from '../../../../quant/strategies/strategy-fault.ts';
import { compileGuest } from './compile-guest.ts';
import { GuestCursor, GuestView } from './guest-cursor.ts';
import { GuestOrder, GuestTrade } from './guest-holdings.ts';
import { QuantError } from '../../../../quant/error.ts';
import { codePlace } from '../../../../quant/strategies/code-place.ts';
import { hashCode } from './hash-code.ts';
import { findLine, lockDown } from './lock-down.ts';
import { readDefinition, type GuestDefinition, type GuestFunction } from './read-definition.ts';
import { readModule } from './read-module.ts';

/** Notes where the code is, before it is called. */
export type NotePlace = (place: number) => void;

/** A strategy's file that was read: what it defines, and how its functions are called. */
export type Guest = {
  readonly definition: GuestDefinition;
  /** SHA-256 of what it says without its name and parameters. */
  readonly codeHash: string;
  /** Calls one of its functions; what it throws becomes a {@link StrategyFault} with the line, and the bar that `where` names. */
  call(fn: GuestFunction, args: readonly unknown[], place: number, where?: () => Omit<FaultPlace, 'file' | 'line'>): unknown;
  fault(error: unknown, where?: Omit<FaultPlace, 'file' | 'line'>): StrategyFault;
  readonly note: NotePlace;
};

let isHardened = false;

/** Locks the thread down, reads a strategy's file and runs it once, so that it says what it defines. A {@link StrategyFault} where it cannot be. */
export function openGuest({ file, source }: StrategyCode, note: NotePlace): Guest {
  lockDown();
  if (!isHardened) {
    isHardened = true;
    for (const shared of [GuestCursor, GuestView, GuestTrade, GuestOrder, StrategyFault]) harden(shared);
  }
  note(codePlace.reading);
  const { body, defineName, tokens } = readModule(file, source);
  if (defineName === null) throw new StrategyFault({ file }, "It does not import defineStrategy; begin with import { defineStrategy } from 'tapedeck'.");
  const definitions = new WeakMap<object, GuestDefinition>();
  const define = harden((given: unknown): object => {
    const token = Object.freeze({});
    definitions.set(token, readDefinition(given));
    return token;
  });
  const fault = (error: unknown, where: Omit<FaultPlace, 'file' | 'line'> = {}): StrategyFault => toFault(file, error, where);
  let exported: unknown;
  try {
    exported = compileGuest(body, defineName, define);
  } catch (error) {
    throw fault(error);
  }
  const definition = typeof exported === 'object' && exported !== null ? definitions.get(exported) : undefined;
  if (definition === undefined) throw new StrategyFault({ file }, 'Its strategy was not made by defineStrategy; write export const strategy = defineStrategy({ … }).');
  return {
    definition, codeHash: hashCode(tokens, defineName), fault, note,
    call(fn, args, place, where) {
      note(place);
      try {
        return fn(...args);
      } catch (error) {
        throw fault(error, where?.());
      }
    },
  };
}

/** What was thrown as one sentence with its place. */
function toFault(file: string, error: unknown, where: Omit<FaultPlace, 'file' | 'line'>): StrategyFault {
  if (error instanceof StrategyFault) return error;
  const rejected = findRejected(error);
  if (rejected !== null) return new StrategyFault({ file, line: rejected }, 'What could be an import or a comment of HTML stands in it, be it within a text; write it another way.');
  const line = findLine(error);
  return new StrategyFault({ file, ...(line === null ? {} : { line }), ...where }, describeThrown(error), error instanceof QuantError ? error.code : null);
}

/** The line where a compartment refuses text without reading what it means; null for any other error. */
function findRejected(error: unknown): number | null {
  const found = error instanceof SyntaxError ? / rejected at tapedeck:strategy:(\d+)\. \(SES_/.exec(error.message) : null;
  return found === null ? null : Number(found[1]);
}

/** Whatever was thrown, in words; what it would do when it is asked is not waited for. */
function describeThrown(error: unknown): string {
  try {
    if (typeof error === 'string') return sentence(error);
    if (!(error instanceof Error)) return typeof error === 'number' || typeof error === 'boolean' ? `It threw ${error}.` : `It threw ${error === undefined || error === null ? 'nothing' : `something of the kind ${typeof error}`}.`;
    return sentence(error.message.replace(/ \(SES_[A-Z_]+\)\.?$/, ''));
  } catch {
    return 'It threw something that cannot be read.';
  }
}

function sentence(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ').trim().slice(0, 300);
  return line === '' ? 'It threw an error without a message.' : /[.!?]$/.test(line) ? line : `${line}.`;
}
