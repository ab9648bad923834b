export { PromoteDialog } from './promote-dialog.tsx';
export { SessionList } from './session-list.tsx';
