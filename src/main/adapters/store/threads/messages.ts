import type { ErrorCode } from '../../../../contract/model/error-code.ts';
import { AppError, type LogFields } from '../../../core/kernel/index.ts';
import type { BarDatabase } from '../bars/bar-database.ts';
import type { ResearchDatabase } from '../runs/research-database.ts';

/** What a store thread offers: the methods of its databases, called by name. */
export type StoreServices = { readonly bars: BarDatabase; readonly runs: ResearchDatabase };
export type ServiceName = keyof StoreServices;
type MethodNames<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never }[keyof T];
type Call<F> = F extends (...args: infer A) => infer R ? { args: A; result: R } : never;

/** What each method of a service takes and gives. */
export type CallsOf<S extends ServiceName> = { [M in MethodNames<StoreServices[S]>]: Call<StoreServices[S][M]> };

/** What methods take and give, by name. */
export type CallTable<Calls> = Record<keyof Calls, { args: unknown[]; result: unknown }>;

/** Calls a method by name, on whatever thread it lives. */
export type CallByName<Calls extends CallTable<Calls>> = <M extends keyof Calls>(
  method: M, args: Calls[M]['args'],
) => Promise<Calls[M]['result']>;

/** Calls one method of a service, on whatever thread it lives. */
export type CallStore<S extends ServiceName> = CallByName<CallsOf<S>>;

export type StoreLogLevel = 'info' | 'warn' | 'error';
export type StoreRequest = { readonly id: number; readonly service: ServiceName; readonly method: string; readonly args: readonly unknown[] };
export type StoreResponse =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: SentError }
  | { readonly kind: 'log'; readonly level: StoreLogLevel; readonly message: string; readonly fields: LogFields };

/** What is left of an error on its way between threads; `code` is null for one that is not ours. */
export type SentError = { readonly code: ErrorCode | null; readonly message: string; readonly details: Readonly<Record<string, unknown>> };

export function toSentError(error: unknown): SentError {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  return { code: null, message: error instanceof Error ? (error.stack ?? error.message) : String(error), details: {} };
}

export const fromSentError = ({ code, message, details }: SentError): Error => (code === null ? new Error(message) : new AppError(code, message, details));
