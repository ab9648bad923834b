import type { MessagePort } from 'node:worker_threads';
import type { BarColumns } from '../../../../contract/model/bar.ts';
import { silentLog, type Disposable, type Log, type LogFields } from '../../../core/kernel/index.ts';
import { buffersOf } from '../bars/columns.ts';
import { callMethod } from './call-here.ts';
import { toSentError, type ServiceName, type StoreLogLevel, type StoreRequest, type StoreResponse, type StoreServices } from './messages.ts';

/** How a thread opens each database, at the first call that needs it. */
export type OpenServices = { readonly [S in ServiceName]?: (log: Log) => StoreServices[S] };

/** Answers calls on a port, one after another. A database is closed by calling its `dispose`. */
export function serveStore(port: MessagePort, open: OpenServices): void {
  const services = new Map<ServiceName, Disposable>();
  const send = (response: StoreResponse, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(response, transfer);
  const tell = (level: StoreLogLevel) => (message: string, fields: LogFields = {}): void => send({ kind: 'log', level, message, fields });
  const log: Log = { ...silentLog, info: tell('info'), warn: tell('warn'), error: tell('error'), child: () => log };

  const serviceOf = (name: ServiceName): Disposable => {
    const existing = services.get(name);
    if (existing !== undefined) return existing;
    const opened = open[name]?.(log);
    if (opened === undefined) throw new Error(`This thread has no ${name}.`);
    services.set(name, opened);
    return opened;
  };

  const close = (name: ServiceName): void => {
    services.get(name)?.dispose();
    services.delete(name);
  };

  port.on('message', ({ id, service, method, args }: StoreRequest) => {
    try {
      const value = method === 'dispose' ? close(service) : callMethod(serviceOf(service), method, [...args]);
      send({ kind: 'value', id, value }, handedOver(value));
    } catch (error) {
      send({ kind: 'error', id, error: toSentError(error) });
    }
  });
}

/** Bars in memory of this thread are handed over instead of copied. */
const handedOver = (value: unknown): readonly ArrayBuffer[] => (isBars(value) ? buffersOf(value) : []);

const isBars = (value: unknown): value is BarColumns =>
  typeof value === 'object' && value !== null && 'time' in value && value.time instanceof Float64Array;
