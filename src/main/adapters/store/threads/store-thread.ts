import { Worker } from 'node:worker_threads';
import { AppError, silentLog, type Log } from '../../../core/kernel/index.ts';
import { fromSentError, type CallStore, type ServiceName, type StoreRequest, type StoreResponse } from './messages.ts';

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** A worker thread that owns database connections, and the calls under way in it. While it is idle it does not keep the process alive. */
export class StoreThread {
  readonly #worker: Worker;
  readonly #log: Log;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: Error | null = null;

  constructor(program: URL, folder: string, log: Log = silentLog) {
    this.#log = log;
    this.#worker = new Worker(program, { workerData: folder, name: 'store' });
    this.#worker.unref();
    this.#worker.on('message', (response: StoreResponse) => this.#receive(response));
    this.#worker.on('error', (error) => this.#end(stopped(error instanceof Error ? error.message : String(error))));
    this.#worker.on('exit', (code) => this.#end(stopped(`exit code ${code}`)));
  }

  /** Calls that wait for their answer. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Calls to one database of the thread. */
  service<S extends ServiceName>(service: S): CallStore<S> {
    const call = (method: string, args: readonly unknown[]): Promise<unknown> => this.#send({ id: ++this.#lastId, service, method, args });
    return call as CallStore<S>;
  }

  /** Closes one database; nothing is left to close when the thread has stopped. */
  async close(service: ServiceName): Promise<void> {
    if (this.#ended === null) await this.service(service)('dispose', []);
  }

  /** Stops the thread when its databases are closed; later calls fail. */
  async stop(): Promise<void> {
    this.#end('The store is closed.');
    await this.#worker.terminate();
  }

  #send(request: StoreRequest): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#ended !== null) {
      reject(this.#ended);
      return promise;
    }
    this.#worker.postMessage(request);
    this.#waiting.set(request.id, { resolve, reject });
    this.#worker.ref();
    return promise;
  }

  #receive(response: StoreResponse): void {
    if (response.kind === 'log') {
      this.#log[response.level](response.message, response.fields);
      return;
    }
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (response.kind === 'value') waiting?.resolve(response.value);
    else waiting?.reject(fromSentError(response.error));
  }

  #end(message: string): void {
    this.#ended ??= new AppError('UNAVAILABLE', message);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

const stopped = (reason: string): string => `The thread that keeps the bars and runs has stopped (${reason}); start Tapedeck again.`;
