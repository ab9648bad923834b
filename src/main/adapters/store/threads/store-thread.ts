import { Worker } from 'node:worker_threads';
import { messageOf } from '../../../core/kernel/index.ts';
import { AppError, silentLog, type Log } from '../../../core/kernel/index.ts';
import type { HealthSource } from '../../../core/system/ports.ts';
import { fromSentError, type CallStore, type ServiceName, type StoreRequest, type StoreResponse } from './messages.ts';
import { RestartLimit } from './restart-limit.ts';

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/**
 * A worker thread that owns database connections, and the calls under way in it. While it is idle it does not keep the process alive.
 * When it dies, the calls under way fail, and the next call starts it again unless it died too often; its databases are opened anew.
 */
export class StoreThread {
  readonly #program: URL;
  readonly #folder: string;
  readonly #log: Log;
  readonly #limit: RestartLimit;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null;
  #lastId = 0;
  #lastReason = '';
  #isStopped = false;

  /** @param now real time in milliseconds from any beginning. */
  constructor(program: URL, folder: string, log: Log = silentLog, now: () => number = () => performance.now()) {
    this.#program = program;
    this.#folder = folder;
    this.#log = log;
    this.#limit = new RestartLimit(now);
    this.#worker = this.#start();
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

  health(): ReturnType<HealthSource['health']> {
    const { deaths, allows, isGivenUp } = this.#limit;
    if (this.#isStopped) return { status: 'failed', detail: storeClosed };
    if (deaths === 0) return { status: 'ok', detail: `${this.pending} ${this.pending === 1 ? 'call waits' : 'calls wait'} for the store.` };
    if (this.#worker === null && isGivenUp) return { status: 'failed', detail: this.#whyDown() };
    const whatNow = this.#worker !== null ? 'it was started again' : `the next call starts it again${allows ? '' : ', after a short pause'}`;
    return { status: 'warning', detail: `The store's thread stopped (${this.#lastReason}); ${whatNow}.` };
  }

  /** Closes one database; nothing is left to close when the thread has died. */
  async close(service: ServiceName): Promise<void> {
    if (this.#worker !== null) await this.service(service)('dispose', []);
  }

  /** Stops the thread when its databases are closed; later calls fail. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const worker = this.#worker;
    this.#worker = null;
    this.#failWaiting(new AppError('UNAVAILABLE', storeClosed));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#program, { workerData: this.#folder, name: 'store' });
    worker.unref();
    worker.on('message', (response: StoreResponse) => this.#receive(response));
    worker.on('error', (error) => this.#died(worker, messageOf(error)));
    worker.on('exit', (code) => this.#died(worker, `exit code ${code}`));
    return worker;
  }

  #send(request: StoreRequest): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#isStopped) reject(new AppError('UNAVAILABLE', storeClosed));
    else if (this.#worker === null && !this.#limit.allows) reject(new AppError('UNAVAILABLE', this.#whyDown()));
    else {
      this.#worker ??= this.#start();
      this.#worker.postMessage(request);
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.ref();
    }
    return promise;
  }

  #receive(response: StoreResponse): void {
    if (response.kind === 'log') {
      this.#log[response.level](response.message, response.fields);
      return;
    }
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (response.kind === 'value') waiting?.resolve(response.value);
    else waiting?.reject(fromSentError(response.error));
  }

  /** A thread that throws says so and then ends: the first of the two counts. */
  #died(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#lastReason = reason.replace(/\.$/, '');
    this.#limit.count();
    this.#log.error('The thread of the store stopped', { reason, callsLost: this.pending });
    this.#failWaiting(new AppError('UNAVAILABLE', `The store's thread stopped (${this.#lastReason}) before it answered, so this may or may not have been done; look, and try again.`));
  }

  #failWaiting(error: AppError): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #whyDown(): string {
    const whatToDo = this.#limit.isGivenUp ? 'it stopped too often to be started again: look into the log for the cause, then start Tapedeck again' : 'it is started again in a moment: try again then';
    return `The store's thread stopped (${this.#lastReason}); ${whatToDo}.`;
  }
}

const storeClosed = 'The store is closed.';
