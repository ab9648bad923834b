import { workerUrl, type Log } from '../../../core/kernel/index.ts';
import { StoreThread } from './store-thread.ts';

/** The one writing thread of a data folder, shared by everything in this process that writes to it. */
const writers = new Map<string, { readonly thread: StoreThread; users: number }>();

/** Joins the folder's writing thread, which is started by the first user and stopped by the last. */
export function joinWriter(folder: string, log?: Log): { readonly thread: StoreThread; readonly leave: () => Promise<void> } {
  const writer = writers.get(folder) ?? { thread: new StoreThread(workerUrl(import.meta.url, '../../../workers/io/store-worker.ts'), folder, log), users: 0 };
  writers.set(folder, writer);
  writer.users += 1;
  return {
    thread: writer.thread,
    async leave() {
      writer.users -= 1;
      if (writer.users > 0) return;
      writers.delete(folder);
      await writer.thread.stop();
    },
  };
}

export const startReader = (folder: string, log?: Log): StoreThread =>
  new StoreThread(workerUrl(import.meta.url, '../../../workers/io/store-read-worker.ts'), folder, log);
