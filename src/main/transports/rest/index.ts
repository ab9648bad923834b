export { replyError, toRestError } from './reply-error.ts';
export { registerRest, type RestOptions } from './register-rest.ts';
