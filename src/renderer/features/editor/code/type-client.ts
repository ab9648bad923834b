import type { TypeChecker, TypeFault } from './check-types.ts';
import type { TypeAnswer, TypeQuestion } from './type-worker.ts';

export type TypeClient = {
  /** Faults in the types of a file; none where the checker could not be loaded. */
  check(source: string, indicators: readonly string[]): Promise<readonly TypeFault[]>;
  describe(source: string, at: number): Promise<ReturnType<TypeChecker['describe']>>;
};

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, (answer: TypeAnswer) => void>();

/** The thread that checks types: started with the first question, and kept, because starting it costs a second. */
function start(): Worker {
  const started = new Worker(new URL('./type-worker.ts', import.meta.url), { name: 'types' });
  started.addEventListener('message', ({ data }: MessageEvent<TypeAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  started.addEventListener('error', () => {
    for (const [id, done] of waiting) done({ id, problem: 'The thread that checks types has ended.' });
    waiting.clear();
    worker = null;
  });
  return started;
}

type Question = TypeQuestion extends infer One ? (One extends TypeQuestion ? Omit<One, 'id'> : never) : never;

function ask(question: Question): Promise<TypeAnswer> {
  worker ??= start();
  const id = (lastId += 1);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker?.postMessage({ ...question, id });
  });
}

/** Types are an aid: where they cannot be had, the file is still checked when it is read and run. */
export const typeClient: TypeClient = {
  async check(source, indicators) {
    const answer = await ask({ ask: 'check', source, indicators });
    return 'faults' in answer ? answer.faults : [];
  },
  async describe(source, at) {
    const answer = await ask({ ask: 'describe', source, at });
    return 'described' in answer ? answer.described : null;
  },
};
