import type { StrategyCode, StrategyDetail, StrategyInfo } from '../../../contract/model/strategy.ts';
import { findStrategy, listStrategies } from '../../../quant/strategies/index.ts';
import { nearestName } from '../../../quant/text/nearest-name.ts';
import type { JobPort } from '../jobs/index.ts';
import { AppError, messageOf } from '../kernel/index.ts';
import { codeOf, requireFileName } from './file-name.ts';
import type { StrategyFile, StrategyFiles } from './ports.ts';
import { CodeReader } from './read-code.ts';
import { writeRules } from './read-rules.ts';
import type { RunnableStrategy, Strategies } from './strategies.ts';
import { usualLimits, type CodeLimits } from './watch-code.ts';

export type StrategiesDeps = {
  readonly jobs: JobPort;
  /** The user's own strategies; left out where there is no data folder. */
  readonly files?: StrategyFiles;
  readonly limits?: CodeLimits;
};

const ready = new Map(listStrategies().map((info) => [info.name, info]));

/** Strategies over the registry of ready-made ones and the user's folder. */
export function createStrategies({ jobs, files, limits = usualLimits }: StrategiesDeps): Strategies {
  const reader = new CodeReader(jobs, limits);

  /** A file as it is shown: what it says of itself, or why it says nothing. */
  async function describeFile(found: StrategyFile): Promise<StrategyDetail> {
    const { file } = found;
    const broken = (problem: string): StrategyInfo =>
      ({ name: stemOf(file), title: stemOf(file), family: 'own', params: [], vectorised: false, description: '', file, problem });
    if ('problem' in found) return { info: broken(found.problem), code: null, codeHash: null };
    const code = codeOf(file, found.source);
    try {
      const { info, codeHash } = await reader.read(code);
      const clash = ready.has(info.name) ? { problem: `A ready-made strategy is called ${info.name}; give yours another name.` } : {};
      return { info: { ...info, file, ...clash }, code, codeHash };
    } catch (error) {
      return { info: broken(messageOf(error)), code, codeHash: null };
    }
  }

  async function listOwn(): Promise<readonly StrategyDetail[]> {
    const own: StrategyDetail[] = [];
    for (const found of (await files?.list()) ?? []) own.push(await describeFile(found));
    return own.map((one, k) => {
      const first = own.slice(0, k).find((other) => other.info.name === one.info.name);
      if (first === undefined) return one;
      return { ...one, info: { ...one.info, name: stemOf(one.info.file ?? ''), problem: `${first.info.file ?? ''} has a strategy of the same name, ${one.info.name}; give one of them another.` } };
    });
  }

  async function findOwn(name: string): Promise<StrategyDetail | null> {
    const own = await listOwn();
    return own.find(({ info }) => info.name === name) ?? own.find(({ info }) => info.file === name || stemOf(info.file ?? '') === name) ?? null;
  }

  async function unknown(name: string): Promise<AppError> {
    const names = [...ready.keys(), ...(await listOwn()).map(({ info }) => info.name)];
    const nearest = nearestName(name, names);
    return new AppError('NOT_FOUND', `There is no strategy ${name}; ${nearest === null ? `there are ${names.join(', ')}.` : `did you mean ${nearest}?`}`, { code: 'UNKNOWN_STRATEGY' });
  }

  async function readAt(code: StrategyCode): Promise<RunnableStrategy> {
    const { info, codeHash } = await reader.read(code);
    return { info: { ...info, file: code.file }, code, codeHash };
  }

  return {
    list: async () => [...ready.values(), ...(await listOwn()).map(({ info }) => info)],
    async get(name) {
      const info = ready.get(name);
      if (info !== undefined) return { info, code: null, codeHash: null };
      const own = await findOwn(name);
      if (own === null) throw await unknown(name);
      return own;
    },
    async save(file, source) {
      requireFileName(file);
      if (files === undefined) throw new AppError('UNAVAILABLE', 'There is no data folder to keep strategies in.');
      const detail = await describeFile({ file, source });
      await files.write(file, source);
      return detail;
    },
    async check(file, source) {
      requireFileName(file);
      return await describeFile({ file, source });
    },
    async remove(name) {
      if (ready.has(name)) throw new AppError('CONFLICT', `${name} is ready-made and cannot be removed.`, { name });
      const own = await findOwn(name);
      if (own?.info.file === undefined || !(await files?.remove(own.info.file))) throw new AppError('NOT_FOUND', `There is no strategy of yours called ${name}.`, { name });
    },
    explain: writeRules,
    async resolve({ strategy, code }) {
      if (code !== undefined) return await readAt(code);
      if (ready.has(strategy)) return { info: findStrategy(strategy).info, code: null, codeHash: null };
      const own = await findOwn(strategy);
      if (own === null) throw new AppError('INVALID_INPUT', messageOf(await unknown(strategy)), { code: 'UNKNOWN_STRATEGY' });
      if (own.info.problem !== undefined || own.code === null) throw new AppError('INVALID_INPUT', own.info.problem ?? `${strategy} cannot be read.`, { strategy });
      return { info: own.info, code: own.code, codeHash: own.codeHash };
    },
  };
}

const stemOf = (file: string): string => file.replace(/\.[a-z]+$/, '');
