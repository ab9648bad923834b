import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { acquireOwnership } from '../../../src/main/adapters/store/index.ts';

// Takes the folder named first, forgets the handle, collects garbage (which must not free the folder), says so, and stays until it is killed.
acquireOwnership(process.argv[2]).announce('http://127.0.0.1:4321');
setFlagsFromString('--expose-gc');
(runInNewContext('gc') as () => void)();
setTimeout(() => process.stdout.write('owned\n'), 50);
setInterval(() => {}, 1_000);
