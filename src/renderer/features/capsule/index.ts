export { saveCapsule } from './save-capsule.ts';
export { useCapsuleCommands } from './use-capsule-commands.ts';
