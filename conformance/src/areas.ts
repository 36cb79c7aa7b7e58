import { replayed } from './advisories/index.ts'
import { caseGroups } from './cases/index.ts'
import { floods } from './floods/index.ts'
import { handshake } from './handshake/index.ts'
import type { Area } from './runner/area.ts'
import { frameArea } from './runner/frame-area.ts'
import { subjects } from './subjects/index.ts'

/** All that `npm run conformance` runs, in its order. */
export const areas: readonly Area[] = [
  ...caseGroups.map((group) => frameArea(group, subjects)),
  handshake,
  floods,
  replayed,
]
