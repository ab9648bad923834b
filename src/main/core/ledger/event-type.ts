import type { z } from 'zod';
import type { EpochMs } from '../../../contract/model/units.ts';

/**
 * One kind of fact: the schema of its newest version and how to read the older ones. A type and version never change once
 * anything was recorded with them: a new shape is a new version with an upcaster from the one before.
 */
export type EventType<Body> = {
  readonly version: number;
  readonly body: z.ZodType<Body>;
  /** `upcasters[1]` turns a body of version 1 into one of version 2, and so on up to the newest. */
  readonly upcasters: Readonly<Record<number, (body: unknown) => unknown>>;
};

export type EventTypes = Readonly<Record<string, EventType<unknown>>>;

/** Declares a kind of fact. */
export function eventType<Body>(version: number, body: z.ZodType<Body>, upcasters: EventType<Body>['upcasters'] = {}): EventType<Body> {
  return { version, body, upcasters };
}

/** What every recorded fact has besides its type and body. */
export type EventFrame = {
  readonly seq: number;
  readonly stream: string;
  readonly streamSeq: number;
  readonly timeMs: EpochMs;
  readonly causationId: number | null;
  readonly correlationId: string | null;
};

/** Any recorded fact of a set of types, its body in the newest version. */
export type EventOf<Types extends EventTypes> = {
  [K in keyof Types & string]: EventFrame & { readonly type: K; readonly body: z.infer<Types[K]['body']> };
}[keyof Types & string];

/** A fact to be recorded. */
export type NewEventOf<Types extends EventTypes> = {
  [K in keyof Types & string]: {
    readonly stream: string;
    readonly timeMs: EpochMs;
    readonly type: K;
    readonly body: z.infer<Types[K]['body']>;
    readonly causationId?: number | null;
    readonly correlationId?: string | null;
  };
}[keyof Types & string];
