import type { FeatureContext, FeatureRun, FeatureServer } from '@parley/channel'
import type { FilesFeature } from './files-feature.ts'
import { FilesEndpoint } from './http/files-endpoint.ts'
import { filesFetch } from './http/files-fetch.ts'
import { type FileOptions, filesSettings } from './options.ts'
import { FileSweep } from './sweep/file-sweep.ts'

/** The two halves of a `Feature` that files need. */
export interface FeatureFiles {
  /** Answers under `<path>/<name>/files`. `undefined`: another address. */
  readonly fetch: (request: Request, context: FeatureContext) => Promise<Response | undefined>
  /** Sweeps files that nothing names; missing where none are taken. */
  readonly start?: (server: FeatureServer) => FeatureRun
}

/** Files of one feature; `false`: it takes none, and says so. Throws `UsageError` (`ERR_<NAME>_FILES`). */
export function featureFiles(feature: FilesFeature, options: FileOptions | false = {}): FeatureFiles {
  if (options === false) return { fetch: filesFetch(feature, undefined) }
  const settings = filesSettings(feature.name, options)
  const endpoint = new FilesEndpoint(feature, settings)
  return {
    fetch: filesFetch(feature, endpoint),
    start: (server) => new FileSweep(server, feature, { ...settings, isUnderWay: (id) => endpoint.isUnderWay(id) }),
  }
}
