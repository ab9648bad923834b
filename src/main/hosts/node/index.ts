export { describeStartError } from './describe-start-error.ts';
export { createLifetime, type Lifetime } from './lifetime.ts';
export { hasScreen, openBrowser } from './open-browser.ts';
export { parseServeOptions, type ServeOptions } from './parse-serve-options.ts';
export { startNodeHost, type NodeHost, type NodeHostOptions } from './start-node-host.ts';
export { watchParent } from './watch-parent.ts';
