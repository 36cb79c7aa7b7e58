import { UsageError } from '@parley/channel'
import type { FilesSettings } from './http/files-endpoint.ts'
import { defaultTypes } from './incoming/file-type.ts'
import { diskFiles } from './store/disk-files.ts'
import type { FileStore } from './store/file-store.ts'
import type { SweepSettings } from './sweep/file-sweep.ts'

export interface FileOptions {
  /** The folder on disk that keeps them; made when the first file comes. @default `./parley-files` */
  readonly folder?: string
  /** Another place for them than a folder. */
  readonly store?: FileStore
  /** Bytes of one file. @default 26214400, which is 25 MiB */
  readonly maxBytes?: number
  /** Media types that are taken, as their content shows them. @default pictures, PDF, ZIP, plain text, audio and video */
  readonly types?: readonly string[]
  /** Uploads of one person that are under way at one time. @default 3 */
  readonly maxAtOncePerPerson?: number
  /** Uploads of all that are under way at one time. @default 50 */
  readonly maxAtOnce?: number
  /** Uploads that one person begins in a minute, as many at once; more are `too-fast`. @default 60 */
  readonly maxPerMinutePerPerson?: number
  /** How long an upload waits to be named, by a message for one; then it is deleted. @default 86400000, which is 24 hours */
  readonly keepUnpostedMs?: number
  /** How often it is looked whether files are needed no longer, beginning at the start; a day at most. @default 60000 */
  readonly sweepEveryMs?: number
  /** How many files are looked at each time, until all were; then it begins anew. @default 100 */
  readonly sweepFiles?: number
}

const maxSweepEveryMs = 24 * 3_600_000

/** Throws `UsageError` (`ERR_<NAME>_FILES`). `feature`: its name. */
export function filesSettings(feature: string, given: FileOptions): FilesSettings & SweepSettings {
  const wrong = (message: string) => new UsageError(`ERR_${feature.replaceAll('-', '_').toUpperCase()}_FILES`, message)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw wrong(`"files" is false, or an object: files: { folder: './parley-files' }, not ${String(given)}.`)
  }
  const { folder = './parley-files', store, ...options } = given
  const settings = {
    store: store ?? diskFiles(folder),
    maxBytes: 25 * 1024 * 1024,
    types: defaultTypes,
    maxAtOncePerPerson: 3,
    maxAtOnce: 50,
    maxPerMinutePerPerson: 60,
    keepUnpostedMs: 24 * 3_600_000,
    sweepEveryMs: 60_000,
    sweepFiles: 100,
    ...options,
  }
  const missing = (['put', 'open', 'delete', 'list'] as const).find(
    (name) => typeof settings.store[name] !== 'function',
  )
  if (missing !== undefined) {
    throw wrong(`"files.store" is a FileStore; this one has no method "${missing}".`)
  }
  const numbers = [
    'maxBytes',
    'maxAtOncePerPerson',
    'maxAtOnce',
    'maxPerMinutePerPerson',
    'keepUnpostedMs',
    'sweepEveryMs',
    'sweepFiles',
  ] as const
  for (const name of numbers) {
    if (Number.isSafeInteger(settings[name]) && settings[name] >= 1) continue
    throw wrong(`"files.${name}" is a whole number from 1, not ${settings[name]}.`)
  }
  if (settings.sweepEveryMs > maxSweepEveryMs) {
    throw wrong(`"files.sweepEveryMs" is at most ${maxSweepEveryMs}, which is a day.`)
  }
  const risky = settings.types.find((type) => /html|xml|svg|javascript/i.test(type))
  if (risky !== undefined) {
    throw wrong(`Files of the type ${risky} can run scripts in a page: they are not taken.`)
  }
  return settings
}
