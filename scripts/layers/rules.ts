/**
 * Who may import what. Paths are relative to `src`: a pattern ending in `/` means everything below, `*` stands for one
 * segment or part of one, and `{own}` for the importer's own unit (its adapter, area or feature).
 * A rule holds for every file that its `from` matches; what a rule does not mention is free.
 */
export type Rule = {
  id: string;
  from: readonly string[];
  /** Our own files that may be imported; without it, all that `never` leaves. */
  only?: readonly string[];
  /** Further files of ours that may be imported as types (`import type`), leaving nothing at run time. */
  onlyAsTypes?: readonly string[];
  never?: readonly string[];
  /** Packages and Node modules that may be imported; without it, any. */
  packages?: readonly string[];
  /** What to do instead. */
  remedy: string;
};

/** Folders whose members are entered only through one file, by the importers named. */
export type DoorRule = { id: string; units: string; door: string; from: readonly string[]; remedy: string };

export const rules: readonly Rule[] = [
  {
    id: 'contract',
    from: ['contract/'],
    only: ['contract/'],
    packages: ['zod', '@orpc/contract'],
    remedy: 'The contract says what everybody shares: move the noun here, or the code that needs more to the core.',
  },
  {
    id: 'contract-model',
    from: ['contract/model/'],
    only: ['contract/model/'],
    remedy: 'Nouns know no procedure: move what both need into contract/model.',
  },
  {
    id: 'quant',
    from: ['quant/'],
    only: ['quant/'],
    onlyAsTypes: ['contract/model/'],
    packages: [],
    remedy: 'Pure numbers: take the value as an argument; write `import type` for nouns of contract/model. A package needs a written decision.',
  },
  {
    id: 'core',
    from: ['main/core/'],
    only: ['main/core/', 'quant/', 'contract/model/'],
    packages: ['decimal.js', 'luxon', 'zod', 'node:crypto'],
    remedy: 'Name what the area needs as an interface in its ports.ts and let an adapter implement it.',
  },
  {
    id: 'kernel',
    from: ['main/core/kernel/'],
    only: ['main/core/kernel/', 'contract/model/'],
    remedy: 'The kernel lies lowest: move the code to the area that needs it.',
  },
  {
    id: 'adapters',
    from: ['main/adapters/'],
    only: ['{own}', 'main/core/*/ports.ts', 'main/core/kernel/', 'main/workers/', 'quant/', 'contract/model/'],
    never: ['main/workers/*/*-worker.ts'],
    remedy: 'An adapter implements a port and stands alone: what two of them need belongs to a port, the kernel or compose.ts. A worker is started by its URL.',
  },
  {
    id: 'workers-compute',
    from: ['main/workers/compute/'],
    only: ['main/workers/compute/', 'quant/'],
    onlyAsTypes: ['contract/model/'],
    // The Node modules are for the thread itself, its memory and hashes; none of them reaches a file, a socket or a process.
    packages: ['ses', 'amaro', 'node:crypto', 'node:worker_threads', 'node:v8', 'node:vm', 'node:timers/promises'],
    remedy: 'A computation gets everything in its task: put the work into quant and the input into the task.',
  },
  {
    id: 'workers-io',
    from: ['main/workers/io/'],
    only: ['main/workers/io/', 'main/adapters/store/', 'main/adapters/files/', 'quant/', 'contract/model/'],
    // The index of the store exports the ledger, too.
    never: ['main/adapters/store/ledger*', 'main/adapters/store/migrations/ledger/', 'main/adapters/store/index.ts'],
    remedy: 'An input/output worker uses adapters/store, adapters/files and quant; the ledger is written on the main thread alone.',
  },
  {
    id: 'api',
    from: ['main/api/'],
    only: ['main/api/', 'main/core/', 'contract/', 'quant/'],
    remedy: 'A procedure calls the core and maps errors: move the work into the core.',
  },
  {
    id: 'transports',
    from: ['main/transports/'],
    only: ['main/transports/', 'main/api/', 'main/core/kernel/', 'contract/'],
    remedy: 'A transport carries what the router answers: take what it needs as an argument from the host.',
  },
  {
    id: 'compose',
    from: ['main/compose*.ts'],
    never: ['main/hosts/'],
    remedy: 'Hosts call compose, never the other way round: take the host\'s part as an argument.',
  },
  {
    id: 'electron-entry',
    from: ['main/index.ts'],
    only: ['main/hosts/electron/'],
    remedy: 'The entry only re-exports hosts/electron.',
  },
  {
    id: 'renderer',
    from: ['renderer/'],
    only: ['renderer/', 'contract/'],
    remedy: 'The window draws what it is sent: ask for the value through a procedure of the contract.',
  },
  {
    id: 'renderer-ground',
    from: ['renderer/ui/', 'renderer/chart/', 'renderer/api/'],
    never: ['renderer/features/'],
    remedy: 'Components, chart and client know no feature: pass the value in as a property.',
  },
];

export const doorRules: readonly DoorRule[] = [
  {
    id: 'core-area',
    units: 'main/core/*/',
    door: 'index.ts',
    from: ['main/core/'],
    remedy: 'Enter another area through its index.ts; export there what others may use.',
  },
  {
    id: 'renderer-feature',
    units: 'renderer/features/*/',
    door: 'index.ts',
    from: ['renderer/features/'],
    remedy: 'Enter another feature through its index.ts; export there what others may use.',
  },
];

/** Units that everybody of their layer may enter anywhere: they lie below the others. */
export const groundUnits: readonly string[] = ['main/core/kernel/'];

/** Only these may import Electron; everything else runs without it. Holds for tests, too. */
export const electronHomes: readonly string[] = ['main/hosts/electron/', 'preload/'];

/** Folders without clock, randomness, timers and process: what they need comes in as an argument. */
export const pureFolders: readonly string[] = ['quant/', 'main/core/'];
/** Folders where the ambient locale may not be read either. */
export const localeFreeFolders: readonly string[] = ['quant/'];

/** The unit that a file belongs to: the longest of these that matches is what `{own}` stands for. */
export const units: readonly string[] = [
  'main/adapters/feeds/*/', 'main/adapters/brokers/*/', 'main/adapters/*/', 'main/core/*/', 'renderer/features/*/',
];
