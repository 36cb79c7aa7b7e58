export type { FileInfo } from './client/file-info.ts'
export type { UploadFailure, UploadOptions, UploadsOptions } from './client/uploads.ts'
export { Uploads } from './client/uploads.ts'
