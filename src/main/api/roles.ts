import type { Contract } from '../../contract/api/index.ts';
import type { Role } from './context.ts';

/** The least role that may call each procedure. A new procedure does not compile before it has one. */
export const roles: { readonly [Area in keyof Contract]: { readonly [Verb in keyof Contract[Area]]: Role } } = {
  market: {
    instruments: 'viewer', quote: 'viewer', history: 'viewer', watch: 'viewer', tickers: 'viewer', watchTickers: 'viewer', sparklines: 'viewer',
    watchBars: 'viewer', depth: 'viewer', watchDepth: 'viewer', watchTrades: 'viewer', news: 'viewer',
  },
  tape: {
    status: 'viewer', watch: 'viewer', timeline: 'viewer', play: 'trader', pause: 'trader', setSpeed: 'trader', step: 'trader', runScenario: 'trader',
  },
  data: {
    importBegin: 'admin', importChunk: 'admin', importPreview: 'admin', importCommit: 'admin', importDiscard: 'admin', series: 'viewer', remove: 'admin',
    calendars: 'viewer', gaps: 'viewer', resample: 'viewer', adjust: 'viewer', factors: 'viewer', align: 'viewer',
  },
  indicators: { list: 'viewer', compute: 'viewer', watch: 'viewer' },
  features: { list: 'viewer', compute: 'viewer' },
  analysis: {
    metrics: 'viewer', significance: 'viewer', explain: 'viewer', describe: 'viewer', watchDescription: 'viewer',
    fitVolatility: 'viewer', testSeries: 'viewer',
    fitRegimes: 'viewer', watchRegimeFit: 'viewer', ruleRegimes: 'viewer', changePoints: 'viewer',
  },
  strategies: { list: 'viewer', get: 'viewer', save: 'admin', check: 'trader', explain: 'viewer', remove: 'admin' },
  paperSessions: { promote: 'trader', list: 'viewer', get: 'viewer', report: 'viewer', journal: 'viewer', stop: 'trader', resume: 'trader', remove: 'trader', compare: 'viewer', watch: 'viewer' },
  backtests: {
    moment: 'viewer', compare: 'viewer', capsule: 'viewer', verify: 'trader',
    verdict: 'viewer', trials: 'viewer', checkLookAhead: 'viewer', crossValidate: 'trader', hypotheses: 'viewer',
    start: 'trader', monteCarlo: 'viewer', stress: 'trader', get: 'viewer', result: 'viewer', report: 'viewer', analyse: 'viewer', explain: 'viewer', export: 'viewer', annotate: 'trader', overlay: 'viewer', list: 'viewer', cancel: 'trader', watch: 'viewer',
  },
  sweeps: { start: 'trader', estimate: 'trader', get: 'viewer', results: 'viewer', trial: 'viewer', map: 'viewer', matrix: 'viewer', spec: 'viewer', list: 'viewer', cancel: 'trader', pause: 'trader', resume: 'trader', watch: 'viewer' },
  walkForwards: { start: 'trader', get: 'viewer', result: 'viewer', export: 'viewer', list: 'viewer', cancel: 'trader', watch: 'viewer' },
  replays: {
    start: 'trader', get: 'viewer', list: 'viewer', bars: 'viewer', intents: 'viewer', journal: 'viewer', place: 'trader', modify: 'trader', cancel: 'trader', close: 'trader', protect: 'trader',
    play: 'trader', pause: 'trader', step: 'trader', seek: 'trader', finish: 'trader', watch: 'viewer',
  },
  orders: { place: 'trader', preview: 'trader', cancel: 'trader', replace: 'trader', get: 'viewer', list: 'viewer', fills: 'viewer', watch: 'viewer' },
  portfolio: { positions: 'viewer', accounts: 'viewer', watch: 'viewer' },
  risk: { status: 'viewer', kill: 'trader', resume: 'trader' },
  settings: { get: 'viewer', patch: 'admin', watch: 'viewer' },
  layouts: { list: 'viewer', get: 'viewer', save: 'admin' },
  system: { info: 'viewer', health: 'viewer', watchHealth: 'viewer', doctor: 'viewer' },
};

const ranks: Readonly<Record<Role, number>> = { viewer: 0, trader: 1, admin: 2 };

/** Whether a role may do what asks for another. */
export const isAllowed = (role: Role, least: Role): boolean => ranks[role] >= ranks[least];

/** The least role for a procedure by its path; a path that is not in the contract is for nobody but an admin. */
export function getLeastRole(path: readonly string[]): Role {
  const [area = '', verb = ''] = path;
  const verbs = Object.hasOwn(roles, area) ? (roles[area as keyof typeof roles] as Readonly<Record<string, Role>>) : {};
  return Object.hasOwn(verbs, verb) ? (verbs[verb] as Role) : 'admin';
}
