import { createHash } from 'node:crypto'
import { Seeded } from '../seeded.ts'
import { bodySketches } from './body.ts'
import { byteSketches } from './bytes.ts'
import { extensionSketches } from './extensions.ts'
import { hostSketches } from './host.ts'
import { keySketches } from './key.ts'
import { mixSketches } from './mixes.ts'
import { nameSketches } from './names.ts'
import { originSketches } from './origin.ts'
import { protocolSketches } from './protocols.ts'
import { requestLineSketches } from './request-line.ts'
import { sizeSketches } from './sizes.ts'
import type { Sketch } from './sketch.ts'
import { upgradeSketches } from './upgrade.ts'
import { versionSketches } from './version.ts'

export interface RequestCase extends Sketch {
  /** Its group and a hash of its bytes: stays the same when other cases come or go. */
  readonly id: string
}

const seed = 6455

/** All opening requests, each once, the same in every run. */
export function requestCases(): RequestCase[] {
  // A generator for each group, so that a change of one does not change the others.
  const seeded = (group: number) => new Seeded(seed + group)
  const groups: readonly (readonly [name: string, sketches: readonly Sketch[]])[] = [
    ['line', requestLineSketches()],
    ['host', hostSketches()],
    ['upgrade', upgradeSketches(seeded(1))],
    ['key', keySketches(seeded(2))],
    ['version', versionSketches()],
    ['protocol', protocolSketches(seeded(3))],
    ['origin', originSketches()],
    ['extension', extensionSketches(seeded(4))],
    ['body', bodySketches()],
    ['bytes', byteSketches()],
    ['names', nameSketches()],
    ['sizes', sizeSketches()],
    ['mix', mixSketches(seeded(5), 500)],
  ]
  const seen = new Set<string>()
  const cases: RequestCase[] = []
  for (const [group, sketches] of groups) {
    for (const { title, head } of sketches) {
      if (seen.has(head)) continue
      seen.add(head)
      const hash = createHash('sha256').update(head, 'latin1').digest('hex').slice(0, 8)
      cases.push({ id: `${group}-${hash}`, title, head })
    }
  }
  return cases
}
