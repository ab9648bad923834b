export { registerRest, type RestOptions } from './register-rest.ts';
