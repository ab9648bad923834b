export { checkIsText } from './check-is-text.ts';
export { createBarFiles, type BarFilesOptions } from './create-bar-files.ts';
export { createUploadStaging, type UploadStagingOptions } from './create-upload-staging.ts';
export { FaultList } from './fault-list.ts';
export { findTrouble, troubleOf } from './file-trouble.ts';
export { defaultReadLimits } from './read-bar-file.ts';
export { readWhole } from './read-whole.ts';
export { createStrategyFolder } from './strategy-folder.ts';
export { TimeReader } from './read-time.ts';
