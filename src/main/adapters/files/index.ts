export { createBarFiles, type BarFilesOptions } from './create-bar-files.ts';
export { createUploadStaging, type UploadStagingOptions } from './create-upload-staging.ts';
