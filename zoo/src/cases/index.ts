import type { BrokenCase } from '../case.ts'
import { addresses } from './addresses.ts'
import { attached } from './attached.ts'
import { attachedBeside } from './attached-beside.ts'
import { beside } from './beside.ts'
import { browserCode } from './browser-code.ts'
import { exported } from './exports.ts'
import { firstUse } from './first-use.ts'
import { modules } from './modules.ts'
import { pageAndServer } from './page-and-server.ts'
import { pages } from './pages.ts'
import { proxies } from './proxies.ts'
import { several } from './several.ts'
import { socketIo } from './socket-io.ts'
import { tooEarly } from './too-early.ts'
import { vite } from './vite.ts'
import { wrongApp } from './wrong-app.ts'
import { wrongServer } from './wrong-server.ts'

/** All broken set-ups, in the order of the table of failure modes. */
export const broken: readonly BrokenCase[] = [
  ...modules,
  ...exported,
  ...wrongApp,
  ...tooEarly,
  ...wrongServer,
  ...several,
  ...beside,
  ...attached,
  ...attachedBeside,
  ...browserCode,
  ...pageAndServer,
  ...firstUse,
  ...addresses,
  ...pages,
  ...socketIo,
  ...proxies,
  ...vite,
]
