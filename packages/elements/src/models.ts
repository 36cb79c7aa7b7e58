/** What the models of all features have in common; nothing here needs a page. */
export type { Clock } from './models/clock.ts'
export { systemClock } from './models/clock.ts'
export type { Failing } from './models/failing.ts'
export { fail, failingOf } from './models/failing.ts'
export { Listeners } from './models/listeners.ts'
export type { Model } from './models/model.ts'
export type { Upload, Uploading } from './models/upload-list.ts'
export { UploadList } from './models/upload-list.ts'
