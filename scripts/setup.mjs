// Installs packages where needed. Runs on any Node from 20 on and needs no package itself.
import { main } from './lib/project.mjs';
import { setUp } from './lib/set-up.mjs';

await main(setUp);
