import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type ApiOf, type Feature, type Store, UsageError } from '@parley/channel'
import { inspector } from '@parley/inspector'
import {
  type Attached,
  attach as attachToServer,
  checkOptions,
  checkPath,
  checkServer,
  fromCaller,
  type AttachOptions as ServerOptions,
} from '@parley/server'
import { openSqlite } from '@parley/sqlite'

export interface AttachOptions<Features extends readonly Feature[] = readonly Feature[]>
  extends ServerOptions<Features> {
  /** The file that keeps everything; made if it is not there. Not together with `store`. @default './parley.db' */
  readonly data?: string
}

/**
 * Attaches Parley to the http.Server or https.Server you have: `attach(server, { features: [chat()] })`, or, for publish and
 * subscribe without a feature, `attach(server, { channels: true })`. Everything is kept in one SQLite file unless you bring a
 * `store`. Throws `UsageError` for anything that cannot work, and `StoreError` if the data cannot be opened (`ERR_STORE_IN_USE`,
 * `ERR_STORE_NOT_OURS`, `ERR_STORE_NEWER`, `ERR_STORE_PATH`), both at the call. What features add (`Feature.api`) is part of what
 * it returns.
 */
export function attach<const Features extends readonly Feature[]>(
  server: unknown,
  options: AttachOptions<Features> = {},
): Attached & ApiOf<Features> {
  let opened: Store | undefined
  try {
    checkServer(server)
    const { data = './parley.db', ...rest } = options ?? {}
    const needsStore = rest.store === undefined && (rest.features !== undefined || Boolean(rest.channels))
    // Before anything is opened: a slip of the pen in an option is no reason to leave a file behind.
    checkOptions(needsStore ? { ...options, store: openedLater } : options, ['data'])
    if (options.data !== undefined && rest.store !== undefined) {
      throw new UsageError(
        'ERR_ATTACH_OPTIONS',
        '"data" is a file of the embedded store; with a "store" of your own leave it out.',
      )
    }
    // Before the file is opened: a second attach() would be told that the file is in use, and not why.
    checkPath(server, options.path)
    opened = needsStore && (rest.channels || rest.features?.length) ? openSqlite(data) : undefined
    return attachToServer(server, {
      clientFiles: clientFiles(),
      inspector: inspector(),
      ...rest,
      ...(opened ? { store: opened } : {}),
    })
  } catch (error) {
    void opened?.close()
    throw fromCaller(error, attach)
  }
}

/** Stands for the store while the options are checked. */
const openedLater = {}

/** Where the built browser client is, in the workspace and when installed. */
function clientFiles(): string {
  const file = createRequire(import.meta.url).resolve('@parley/client/browser/client.js')
  return new URL('./', pathToFileURL(file)).href
}
